package daxplane.host.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Changes.Touched;
import daxplane.host.HostException;
import daxplane.host.recorded.AttributeTree;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.Dimm;
import daxplane.inventory.Owner;
import daxplane.inventory.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** CXL memory devices: how much of them is part of no region, from the decoders of their endpoints. */
class CxlReaderTest {

    private static final long GIB = 1L << 30;
    private static final String BUS = "/sys/bus/cxl/devices/";
    private static final String PCI = "/sys/devices/pci0000:0c/0000:0c:00.0/";
    private static final String ROOT = "/sys/devices/platform/ACPI0017:00/root0/port1/";

    private final AttributeTree tree = new AttributeTree();
    private final SysfsReader reader = new SysfsReader(tree);

    private void memory(String name, String function, String serial, int node) {
        String directory = PCI + function + "/" + name;
        tree.directory(directory).file(directory + "/serial", serial + "\n").file(directory + "/pmem/size", "0x40000000\n")
                .file(directory + "/ram/size", "0x10000000\n").file(directory + "/label_storage_size", "131072\n").file(directory + "/numa_node", node + "\n")
                .link(directory + "/driver", "/sys/bus/cxl/drivers/cxl_mem").link(BUS + name, directory);
    }

    /** With two decoders, of which nothing is used. */
    private void endpoint(int number, String memory, String function) {
        String directory = ROOT + "endpoint" + number;
        tree.directory(directory).link(directory + "/uport", PCI + function + "/" + memory).link(BUS + "endpoint" + number, directory);
        for (int i = 0; i < 2; i++) {
            decoder(number, i, "none", 0, "");
        }
    }

    private void decoder(int endpoint, int number, String mode, long bytes, String region) {
        String name = "decoder" + endpoint + "." + number;
        String directory = ROOT + "endpoint" + endpoint + "/" + name;
        tree.file(directory + "/mode", mode + "\n").file(directory + "/dpa_size", "0x" + Long.toHexString(bytes) + "\n")
                .file(directory + "/region", region + "\n").link(BUS + name, directory);
    }

    @Test
    void whatNoRegionIsMadeOfBelongsToNobody() throws HostException {
        memory("mem0", "0000:0d:00.0", "0x1000", 1);
        endpoint(2, "mem0", "0000:0d:00.0");

        var picture = reader.look();

        assertThat(picture.dimms()).containsOnlyKeys("mem0").containsValue(new Dimm("mem0", "cxl:0x1000", 0, true, false, true, false, OptionalInt.empty(),
                Optional.of(new CxlMemory("0000:0d:00.0", GIB, GIB / 4, GIB, OptionalInt.of(1), List.of()))));
        assertThat(Ownership.of(picture).named("mem0")).singleElement().satisfies(holding -> {
            assertThat(holding.size().bytes()).isEqualTo(GIB);
            assertThat(holding.owner()).isInstanceOf(Owner.Nobody.class);
        });
    }

    /** A decoder is not below the device that it divides. */
    @Test
    void aTouchedDecoderCorrectsTheDevice() throws HostException {
        memory("mem0", "0000:0d:00.0", "0x1000", 1);
        memory("mem1", "0000:0e:00.0", "0x0", -1);
        endpoint(2, "mem0", "0000:0d:00.0");
        endpoint(12, "mem1", "0000:0e:00.0");
        var before = reader.look();
        decoder(2, 0, "pmem", GIB / 4, "region0");
        decoder(2, 1, "ram", GIB / 4, "");
        decoder(12, 0, "pmem", GIB, "region0");

        var after = reader.look(before, new Touched(new TreeSet<>(List.of(ROOT + "endpoint2/decoder2.0/dpa_size",
                ROOT + "endpoint2/decoder2.1/dpa_size", ROOT + "endpoint12/decoder12.0/dpa_size")), true));

        assertThat(after).isEqualTo(reader.look());
        assertThat(after.dimms().get("mem0").cxl()).hasValueSatisfying(cxl -> assertThat(cxl.unassignedBytes()).isEqualTo(GIB * 3 / 4));
        assertThat(after.dimms().get("mem0").cxl()).hasValueSatisfying(cxl -> assertThat(cxl.regions()).containsExactly("region0"));
        assertThat(after.dimms().get("mem1")).satisfies(memory -> {
            assertThat(memory.id()).as("without a serial number").isEqualTo("cxl:0000:0e:00.0");
            assertThat(memory.active()).isTrue();
            assertThat(memory.cxl()).hasValueSatisfying(cxl -> assertThat(cxl.unassignedBytes()).isZero());
            assertThat(memory.cxl()).hasValueSatisfying(cxl -> assertThat(cxl.node()).isEmpty());
        });
        assertThat(Ownership.of(after).holdings()).extracting(holding -> holding.object()).containsExactly("mem0");
    }
}
