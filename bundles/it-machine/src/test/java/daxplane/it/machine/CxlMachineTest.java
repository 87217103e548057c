package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.labels.Abstraction;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;
import daxplane.labels.CxlLabel;
import daxplane.labels.LabelStore;
import daxplane.labels.MemoryType;
import daxplane.labels.NamespaceLabel;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine with two CXL memory devices, by its tools: a region of them, namespaces in it, and labels of the form that CXL defines. */
class CxlMachineTest {

    private static final UUID REGION = UUID.fromString("2c8854b1-8f87-4cbd-9267-348f888560e1");
    private static final UUID NAMESPACE = UUID.fromString("00000001-1111-2222-3333-444444444441");

    @TempDir
    Path folder;

    private SimulatedHost host;
    private long invented = 4;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    @BeforeEach
    void boot() throws Exception {
        Path definition = Files.createDirectory(folder.resolve("cxl"));
        Files.copy(Machines.HOME.resolve("config/machines/recipe/SRAT.bin"), definition.resolve("SRAT.bin"));
        Files.writeString(definition.resolve("machine.properties"), """
                name = cxl
                kernel.profile = 6.1
                modules = cxl_acpi cxl_pci cxl_mem cxl_pmem nd_pmem dax_pmem device_dax
                cxl.bridge0.bus = 0c
                cxl.window0.range = a90000000-b8fffffff
                cxl.memory0.bus = 0d
                cxl.memory0.pmem-bytes = 536870912
                cxl.memory0.serial = 0x1000
                cxl.memory1.bus = 0e
                cxl.memory1.pmem-bytes = 536870912
                cxl.memory1.serial = 0x1001
                """);
        host = Machines.open(folder.resolve("state"), definition);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    private int run(String line) {
        out.setLength(0);
        err.setLength(0);
        Console console = new Console() {
            @Override
            public void stdout(String text) {
                out.append(text);
            }

            @Override
            public void stdout(byte[] bytes) {
                out.append(new String(bytes, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void stderr(String text) {
                err.append(text);
            }
        };
        var surroundings = new ToolEnvironment(host, effect -> Effects.perform(host, effect, Cancellation.NEVER), console, () -> new UUID(4, invented++), LocalFiles.none());
        List<String> words = List.of(line.split(" "));
        return new Toolbox().named(words.getFirst()).orElseThrow().run(surroundings, words.subList(1, words.size()));
    }

    private void writeLabels(int offset, byte[] bytes) {
        assertThat(Effects.perform(host, new Effect.WriteLabelArea("nmem0", offset, bytes), Cancellation.NEVER)).isInstanceOf(EffectResult.Done.class);
    }

    /** Two labels in use, then put in the form that CXL defines. */
    private void writeCxlLabels() throws Exception {
        assertThat(run("ndctl init-labels -f -V 1.2 nmem0")).as(() -> err.toString()).isZero();
        for (int i = 0; i < 2; i++) {
            byte[] area = host.labelAreas().read("nmem0", 0, host.labelAreas().size("nmem0").areaBytes());
            var store = (LabelStore.Labelled) LabelStore.read(AreaSource.of(area));
            var label = new NamespaceLabel(new UUID(9, i), "", 0, 1, 0, 1, 512, (long) i << 28, 1 << 28, 0, 0, MemoryType.PERSISTENT.guid(), Abstraction.NONE.guid());
            for (AreaWrite write : store.write(label, Set.of()).writes()) {
                writeLabels(write.offset(), write.bytes());
            }
        }
        writeLabels(512, new CxlLabel.OfRegion(REGION, 0, 1, 0, 0, 0x20000000, -1, 0, 0, 1).encode());
        writeLabels(512 + 256, new CxlLabel.OfNamespace(NAMESPACE, "pool", 0, 1, 0, 0x10000000, 0x10000000, 1, 1, REGION,
                Abstraction.DAX.guid(), 512).encode());
    }

    @Test
    void showsAndVerifiesLabelsThatCxlDefines() throws Exception {
        writeCxlLabels();

        assertThat(run("ndctl read-labels -j nmem0")).as(() -> err.toString()).isZero();
        assertThat(out.toString()).contains("\"uuid\":\"" + REGION + "\",\n        \"slot\":0,", "\"hpa\":", "\"name\":\"pool\",\n        \"slot\":1,",
                "\"region_uuid\":\"" + REGION + "\"");
        assertThat(run("ndctl check-labels nmem0")).isZero();
        assertThat(err.toString()).isEqualTo("successfully verified 1 nmem label\n");
        assertThat(run("labels check nmem0")).as(() -> out.toString()).isZero();
    }

    /** The kernel takes them for labels of its own, of a namespace that is in no set of this machine, and makes none of them. */
    @Test
    void makesNoNamespaceOfLabelsThatCxlDefines() throws Exception {
        writeCxlLabels();
        assertThat(run("ndctl disable-dimm nmem0")).as(() -> err.toString()).isZero();
        assertThat(run("ndctl enable-dimm nmem0")).as(() -> err.toString()).isZero();

        assertThat(run("cxl create-region -d decoder0.0 -m mem0")).as(() -> err.toString()).isZero();

        assertThat(run("ndctl list -N")).isZero();
        assertThat(out.toString()).doesNotContain("namespace0.0");
        assertThat(run("ndctl read-labels -j nmem0")).isZero();
        assertThat(out.toString()).contains(REGION.toString(), NAMESPACE.toString());
    }

    @Test
    void aRegionOfAllDevicesTakesNamespaces() {
        assertThat(run("cxl create-region -d decoder0.0")).as(() -> err.toString()).isZero();
        assertThat(run("cxl list -RT")).isZero();
        assertThat(out.toString()).contains("\"interleave_ways\":2", "\"memdev\":\"mem1\"");
        assertThat(run("ndctl create-namespace -r region0 -m devdax -s 256M -n pool")).as(() -> err.toString()).isZero();
        assertThat(run("daxctl list")).isZero();
        assertThat(out.toString()).contains("\"chardev\":\"dax0.0\"");
        assertThat(run("ndctl read-labels -j nmem0 nmem1")).isZero();
        assertThat(out.toString()).containsPattern("(?s)\"dev\":\"nmem0\".*\"position\":0,\\s*\"nlabel\":2.*\"dev\":\"nmem1\".*\"position\":1,\\s*\"nlabel\":2");

        // Linux 6.1, cxl 76.1: with these words and this exit code.
        assertThat(run("cxl create-region -d decoder0.0 -m mem0")).as("all decoders are taken").isZero();
        assertThat(err.toString()).startsWith("cxl region: cxl_memdev_find_decoder: could not get a free decoder for mem0\n");
    }

    @Test
    void aRegionThatDoesNotFitLeavesNothingInTheWay() {
        assertThat(run("cxl create-region -d decoder0.0 -s 768M -m mem0")).isZero();
        assertThat(err.toString()).isEqualTo("""
                cxl region: create_region: decoder2.0: set_dpa_size failed: No space left on device
                cxl region: cmd_create_region: created 0 regions
                """);
        assertThat(run("cxl list -Ri")).isZero();
        assertThat(out.toString()).isEqualTo("[\n]\n");

        assertThat(run("cxl create-region -d decoder0.0 -m mem0")).isZero();
        assertThat(err.toString()).isEqualTo("cxl region: cmd_create_region: created 1 region\n");
    }
}
