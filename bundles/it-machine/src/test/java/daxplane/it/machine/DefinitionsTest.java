package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.HostException;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small definitions that once gave another machine than Linux makes of them. */
class DefinitionsTest {

    private static final String ND = "/sys/bus/nd/devices/";

    @TempDir
    private Path folder;
    private SimulatedHost host;

    private void boot(Path definition) throws Exception {
        host = Machines.open(folder, definition);
    }

    private void boot(String name) throws Exception {
        boot(Path.of(DefinitionsTest.class.getResource("/definitions/" + name).toURI()));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String read(String path) throws HostException {
        return host.attributes().read(path).strip();
    }

    private List<String> nd(String form) throws HostException {
        return host.attributes().list("/sys/bus/nd/devices").stream().filter(name -> name.matches(form)).sorted().toList();
    }

    private String iomem(String name) throws HostException {
        return String.join(" ", Arrays.stream(read("/proc/iomem").split("\n")).filter(line -> line.endsWith(" : " + name)).map(line -> line.strip().split(" ")[0]).toList());
    }

    private long memTotal() throws HostException {
        return Long.parseLong(read("/proc/meminfo").split("\\s+")[1]);
    }

    @Test
    void aHexadecimalTotalIsATotal() throws Exception {
        boot("hex-number-total");

        assertThat(memTotal()).isEqualTo(8_000_000);
        assertThat(host.attributes().list("/sys/devices/system/memory").stream().filter(name -> name.matches("memory\\d+"))).hasSize(110);
        assertThat(read(ND + "namespace0.0/size")).isEqualTo("268435456");
        assertThat(host.warnings()).isEmpty();
    }

    @Test
    void aRangeOverRamAndHolesFallsApart() throws Exception {
        boot("memmap-4G-3G");

        assertThat(nd("region\\d+")).hasSize(7);
        assertThat(iomem("Persistent Memory (legacy)")).isEqualTo("c0000000-dfffdfff dfffe000-dfffffff e0000000-feffbfff feffc000-feffffff "
                + "ff000000-fffbffff fffc0000-ffffffff 100000000-1bfffffff");
        assertThat(iomem("System RAM")).isEqualTo("00001000-0009fbff 00100000-bfffffff 1c0000000-21fffffff");
    }

    @Test
    void severalRangesStandInOneWord() throws Exception {
        boot("memmap-comma");

        assertThat(read(ND + "namespace0.0/size") + " " + read(ND + "namespace1.0/size")).isEqualTo("4294967296 268435456");
        assertThat(host.attributes().list("/sys/class/block")).containsExactlyInAnyOrder("pmem0", "pmem1");
    }

    @Test
    void persistentMemoryIsTakenOutOfRam() throws Exception {
        boot("memmap-over-ram");

        assertThat(iomem("System RAM")).isEqualTo("00001000-0009fbff 00100000-bffdffff 500000000-53fffffff");
        assertThat(iomem("Persistent Memory (legacy)")).isEqualTo("100000000-4ffffffff");
        assertThat(memTotal()).isLessThan(4L << 20);
        assertThat(read(ND + "namespace0.0/size")).isEqualTo(Long.toString(16L << 30));
    }

    @Test
    void aMissingControlRegionLeavesTheBusEmpty() throws Exception {
        boot("nfit-missing-dcr");

        assertThat(nd(".*")).isEmpty();
        assertThat(host.messages()).anyMatch(line -> line.contains("SPA 1 missing DCR 7"));
        assertThat(host.warnings()).anyMatch(line -> line.contains("control region 7"));
    }

    @Test
    void aRangeWithoutDevicesKeepsWhatIsWrittenToIt() throws Exception {
        boot("nfit-no-memdev");

        assertThat(nd("(region|nmem)\\d+")).containsExactly("region0");
        assertThat(host.attributes().list("/sys/class/block")).containsExactly("pmem0");
        assertThat(Effects.perform(host, new Effect.WriteMedia("pmem0", 4096, new byte[4096]), Cancellation.NEVER))
                .isInstanceOf(EffectResult.Done.class);
    }

    @Test
    void withoutATableOfNodesEverythingUpToTheEndOfRamIsNodeZero() throws Exception {
        boot("nosrat-target-node");

        assertThat(read(ND + "region0/target_node")).isEqualTo("0");
    }

    /** The CXL machine that we ship: nothing is assigned, and a region can be made of what is there. */
    @Test
    void theCxlMachineHasPersistentMemoryThatNobodyHas() throws Exception {
        boot(Machines.HOME.resolve("config/machines/cxl"));

        assertThat(host.warnings()).isEmpty();
        assertThat(read("/sys/bus/cxl/devices/mem0/pmem/size") + " " + read("/sys/bus/cxl/devices/mem1/pmem/size")).isEqualTo("0x40000000 0x40000000");
        assertThat(iomem("CXL Window 0")).isEqualTo("a90000000-b8fffffff");
        assertThat(nd("(region|namespace).*")).isEmpty();
    }
}
