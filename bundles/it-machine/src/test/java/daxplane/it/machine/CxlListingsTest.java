package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effects;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code cxl} beside the original: what cxl 76.1 prints for its filters on a view of this machine's /sys, and what it says to commands
 * that change something (words and exit codes of Linux 6.1 with two memory devices).
 */
class CxlListingsTest {

    /** @param line a command line; @param answer what is printed, then {@code rc=} and the exit code */
    record Recorded(String line, String answer) {
        @Override
        public String toString() {
            return line;
        }
    }

    @TempDir
    static Path folder;

    private static SimulatedHost host;

    @BeforeAll
    static void boot() throws Exception {
        Path definition = Files.createDirectory(folder.resolve("cxl"));
        Files.copy(Machines.HOME.resolve("config/machines/recipe/SRAT.bin"), definition.resolve("SRAT.bin"));
        Files.writeString(definition.resolve("machine.properties"), """
                name = cxl
                kernel.profile = 6.1
                modules = cxl_acpi cxl_pci cxl_mem cxl_pmem nd_pmem dax_pmem device_dax
                cxl.bridge0.bus = 0c
                cxl.bridge1.bus = 20
                cxl.window0.range = a90000000-b8fffffff
                cxl.window0.bridges = 0
                cxl.window1.range = c90000000-d8fffffff
                cxl.window1.bridges = 0 1
                cxl.window2.range = e90000000-f8fffffff
                cxl.window2.bridges = 1
                cxl.memory0.bus = 0d
                cxl.memory0.pmem-bytes = 536870912
                cxl.memory0.serial = 0x1000
                cxl.memory1.bus = 0e
                cxl.memory1.pmem-bytes = 536870912
                cxl.memory1.serial = 0x1001
                cxl.memory2.bridge = 1
                cxl.memory2.bus = 21
                cxl.memory2.pmem-bytes = 1073741824
                cxl.memory2.serial = 0x1002
                """);
        host = Machines.open(folder.resolve("state"), definition);
        assertThat(run("cxl create-region -d decoder0.0 -m mem0")).endsWith("created 1 region\nrc=0\n");
    }

    @AfterAll
    static void close() throws Exception {
        host.close();
    }

    private static String run(String line) {
        var out = new StringBuilder();
        var err = new StringBuilder();
        Console console = new Console() {
            @Override
            public void stdout(String text) {
                out.append(text);
            }

            @Override
            public void stdout(byte[] bytes) {
                out.append('<').append(bytes.length).append(" bytes>\n");
            }

            @Override
            public void stderr(String text) {
                err.append(text);
            }
        };
        List<String> words = new ArrayList<>();
        var matcher = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        int exit = new Toolbox().named(words.getFirst()).orElseThrow().run(new ToolEnvironment(host,
                effect -> Effects.perform(host, effect, Cancellation.NEVER), console, UUID::randomUUID, LocalFiles.none()), words.subList(1, words.size()));
        return out.toString() + err + "rc=" + exit + "\n";
    }

    static Stream<Recorded> recorded() throws Exception {
        try (InputStream in = CxlListingsTest.class.getResourceAsStream("/daxplane/it/machine/cxl/listings.txt")) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^== ")).filter(block -> !block.isEmpty())
                    .map(block -> new Recorded(block.substring(0, block.indexOf('\n')), block.substring(block.indexOf('\n') + 1))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void listsWhatTheOriginalLists(Recorded recorded) {
        assertThat(run(recorded.line())).isEqualTo(recorded.answer());
    }

    /** None of them changes anything here. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cxl destroy-region region0 | cxl region: destroy_region: region0 active. Disable it or use --force\\ncxl region: decoder_region_action: region0: failed: Device or resource busy\\ncxl region: region_action: one or more failures, last failure: Device or resource busy\\ncxl region: cmd_destroy_region: destroyed 0 regions\\nrc=1",
        "cxl destroy-region x | cxl region: cmd_destroy_region: destroyed 0 regions\\nrc=0",
        "cxl enable-region region0 | cxl region: cmd_enable_region: enabled 1 region\\nrc=0",
        "cxl disable-region -b x all | cxl region: cmd_disable_region: disabled 0 regions\\nrc=0",
        "cxl disable-memdev mem1 | cxl memdev: action_disable: mem1 is part of an active region\\ncxl memdev: cmd_disable_memdev: disabled 0 mem\\nrc=1",
        "cxl disable-memdev mem9 | cxl memdev: memdev_action: no memdev matches mem9\\ncxl memdev: cmd_disable_memdev: disabled 0 mem\\nrc=0",
        "cxl enable-memdev all | cxl memdev: cmd_enable_memdev: enabled 3 mems\\nrc=0",
        "cxl disable-port port1 | cxl port: action_disable: port1 hosts 2 memdevs which are part of an active region\\ncxl port: action_disable: See 'cxl list -M -p port1' to see impacted devices\\ncxl port: cmd_disable_port: disabled 0 port\\nrc=1",
        "cxl disable-port -e endpoint3 | cxl port: action_disable: endpoint3 hosts 1 memdev which is part of an active region\\ncxl port: action_disable: See 'cxl list -M -p endpoint3' to see impacted device\\ncxl port: cmd_disable_port: disabled 0 port\\nrc=1",
        "cxl disable-port root0 | cxl port: port_action: port: root0 not found\\ncxl port: cmd_disable_port: disabled 0 port\\nrc=0",
        "cxl enable-port -e endpoint9 | cxl port: port_action: endpoint: endpoint9 not found\\ncxl port: cmd_enable_port: enabled 0 port\\nrc=0",
        "cxl disable-bus root9 | cxl bus: cmd_disable_bus: disabled 0 bus\\nrc=0",
        "cxl reserve-dpa -t pmem mem0 | [\\n]\\ncxl memdev: __reserve_dpa: mem0: no available capacity\\n  Warning: no matching devices found\\n\\ncxl memdev: cmd_reserve_dpa: reservation completed on 0 mem device\\nrc=1",
        "cxl reserve-dpa -s 1 mem0 | [\\n]\\ncxl memdev: __reserve_dpa: mem0: '1' exceeds available capacity\\n  Warning: no matching devices found\\n\\ncxl memdev: cmd_reserve_dpa: reservation completed on 0 mem device\\nrc=1",
        "cxl free-dpa -t pmem mem0 | [\\n]\\ncxl memdev: __reserve_dpa: mem0: no suitable decoder found\\n  Warning: no matching devices found\\n\\ncxl memdev: cmd_free_dpa: reservation release completed on 0 mem device\\nrc=1",
        "cxl free-dpa -d x mem0 | [\\n]\\ncxl memdev: __reserve_dpa: mem0: no match for decoder: 'x'\\n  Warning: no matching devices found\\n\\ncxl memdev: cmd_free_dpa: reservation release completed on 0 mem device\\nrc=1",
        "cxl set-partition -t x mem0 | [\\n]\\ncxl memdev: action_setpartition: invalid type 'x'\\n  Warning: no matching devices found\\n\\ncxl memdev: cmd_set_partition: set_partition 0 mem\\nrc=1",
        "cxl zero-labels mem0 | cxl memdev: action_zero: mem0: has active nvdimm bridge, abort label write\\ncxl memdev: cmd_zero_labels: zeroed 0 mem\\nrc=1",
        "cxl read-labels -s 16 mem0 | <16 bytes>\\ncxl memdev: cmd_read_labels: read 1 mem\\nrc=0",
        "cxl read-labels -O 131000 mem0 | libcxl: __lsa_op: mem0: firmware status: 2\\ncxl memdev: action_read: mem0: label read failed: No such device or address\\ncxl memdev: cmd_read_labels: read 0 mem\\nrc=1"})
    void saysWhatTheOriginalSays(String line, String answer) {
        String said = run(line);
        assertThat(said.lines().sorted()).containsExactlyElementsOf(answer.replace("\\n", "\n").lines().sorted().toList());
    }

    /** Linux 6.1: the number of a region that is gone is the next one's, and what its devices gave is free again. */
    @ParameterizedTest
    @CsvSource({"1, mem1", "2, mem1"})
    void makesARegionAndDestroysItAgain(int time, String memory) {
        assertThat(run("cxl create-region -d decoder0.0 -m " + memory)).contains("\"region\":\"region3\"");
        assertThat(run("cxl disable-region region3")).endsWith("disabled 1 region\nrc=0\n");
        assertThat(run("cxl destroy-region region3")).endsWith("destroyed 1 region\nrc=0\n");
        assertThat(run("cxl reserve-dpa -t pmem -s 256M " + memory)).contains("\"dpa_size\":268435456,\n      \"mode\":\"pmem\"\n").endsWith("rc=0\n");
        assertThat(run("cxl free-dpa " + memory)).contains("decoder4.0: failed to set ram mode").endsWith("rc=1\n");
        assertThat(run("cxl reserve-dpa -t pmem " + memory)).contains("\"dpa_size\":536870912").endsWith("rc=0\n");
        assertThat(run("cxl free-dpa -t pmem " + memory)).endsWith("release completed on 1 mem device\nrc=0\n");
    }
}
