package daxplane.host.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Changes.Touched;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.recorded.AttributeTree;
import daxplane.host.recorded.RecordedState;
import daxplane.host.recorded.RecordedTrees;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Difference;
import daxplane.inventory.Dimm;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Namespace.Mode;
import daxplane.inventory.Node;
import daxplane.inventory.Region;
import daxplane.inventory.Reservation;
import daxplane.inventory.Zone;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysfsReaderTest {

    private static final String BUS = "/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0";

    @Test
    void seesTheTwoSocketMachine() throws HostException {
        var picture = new SysfsReader(RecordedState.ofBoot("two-socket").tree()).look();

        assertThat(picture.policy()).isEqualTo(new MemoryPolicy(128 << 20, "online", "contig-zones", "N"));
        assertThat(picture.memTotalKib()).isEqualTo(1955404);
        assertThat(picture.dimms().values()).containsExactly(
                new Dimm("nmem0", "8680-56341200", 1, true, true, true, false, OptionalInt.of(505)),
                new Dimm("nmem1", "8680-57341200", 2, true, true, true, false, OptionalInt.of(508)),
                new Dimm("nmem2", "8680-58341200", 3, true, false, false, false, OptionalInt.empty()));
        assertThat(picture.regions().keySet()).containsExactly("region0", "region1", "region2");
        assertThat(picture.regions().get("region2")).isEqualTo(new Region("region2", BUS + "/region2",
                new AddressRange(0x180000000L, 0x1c0000000L), true, true, false, 16 << 20, 256 << 20, 256 << 20, 0xba901c0012b4ddL,
                OptionalInt.of(1), OptionalInt.of(3), List.of(new Region.Mapping("nmem1", 0, 1 << 30, 0))));
        assertThat(picture.regions().get("region1").labelled()).isFalse();
        assertThat(picture.daxDevices().values()).containsExactly(
                new DaxDevice("dax0.0", BUS + "/region0/dax0.1", Optional.of("namespace0.0"), "uuid:00000001-1111-2222-3333-444444444441",
                        List.of(new AddressRange(0x100a00000L, 0x120000000L)), 502 << 20, 2 << 20, Optional.of("device_dax"),
                        OptionalInt.of(0), OptionalInt.of(2), false),
                new DaxDevice("dax2.0", BUS + "/region2/dax2.1", Optional.of("namespace2.0"), "uuid:00000005-1111-2222-3333-444444444445",
                        List.of(new AddressRange(0x180200000L, 0x1b0000000L)), 766 << 20, 2 << 20, Optional.of("device_dax"),
                        OptionalInt.of(1), OptionalInt.of(3), false));
        assertThat(picture.blocks()).hasSize(16).containsEntry(0L, new MemoryBlock(0, OptionalInt.of(0), Optional.of(Zone.MIXED)))
                .containsEntry(15L, new MemoryBlock(15, OptionalInt.of(1), Optional.of(Zone.DMA32)));
        assertThat(picture.nodes().values()).containsExactly(
                new Node(0, "0", true, 992496, Optional.of("memory_tier4")), new Node(1, "1", true, 962908, Optional.of("memory_tier4")));
        assertThat(picture.modules()).containsExactly("dax_pmem", "device_dax", "libnvdimm", "nd_btt", "nd_e820", "nd_pmem", "nfit");
        assertThat(picture.reservations()).hasSize(11).startsWith(
                new Reservation(new AddressRange(0x100000000L, 0x180000000L), 0, "Persistent Memory"),
                new Reservation(new AddressRange(0x100000000L, 0x100a00000L), 1, "namespace0.0"));
        assertThat(picture.driverIds()).isEmpty();
    }

    @Test
    void seesNamespacesInEveryMode() throws HostException {
        var namespaces = new SysfsReader(RecordedState.ofBoot("two-socket").tree()).look().namespaces();

        assertThat(namespaces.values()).containsExactly(
                namespace("namespace0.0", 1, "ram", 512, 0x100000000L, Mode.DEVDAX, "dax0.1", "f7aba863-fea8-4640-805b-29fb11e18142", ""),
                namespace("namespace0.1", 2, "data", 256, 0x120000000L, Mode.FSDAX, "pfn0.1", "0bd221d6-bce9-41a3-85c0-4872f7d09d16", "pmem0.1"),
                namespace("namespace0.2", 3, "log", 64, 0x130000000L, Mode.SECTOR, "btt0.1", "a731f3fc-aeed-450d-9099-07dafef92f30", "pmem0.2s"),
                namespace("namespace0.3", 4, "scratch", 32, 0x134000000L, Mode.RAW, "", "", "pmem0.3"),
                namespace("namespace0.4", 0, "", 0, 0, Mode.RAW, "", "", ""),
                namespace("namespace1.0", 0, "", 512, 0x1c0000000L, Mode.RAW, "", "", "pmem1"),
                namespace("namespace2.0", 5, "pool", 768, 0x180000000L, Mode.DEVDAX, "dax2.1", "9531e4e9-6625-4261-8e73-f0898b64f6fa", ""),
                namespace("namespace2.1", 0, "", 0, 0, Mode.RAW, "", "", ""));
    }

    @Test
    void seesInterleaveSets() throws HostException {
        var region = new SysfsReader(RecordedTrees.interleaved()).look().regions().get("region0");

        assertThat(region.mappings()).containsExactly(
                new Region.Mapping("nmem0", 0, 512 << 20, 0), new Region.Mapping("nmem1", 0, 512 << 20, 1));
        assertThat(region.cookie()).isNotZero();
    }

    @Test
    void findsADaxDeviceByItsMappingsAndItsNamespaceByThePersonality() throws HostException {
        var device = new SysfsReader(RecordedTrees.labelled()).look().daxDevices().get("dax0.2");

        assertThat(device.namespace()).contains("namespace0.2");
        assertThat(device.identity()).isEqualTo("uuid:00000003-1111-2222-3333-444444444443");
        assertThat(device.ranges()).containsExactly(new AddressRange(0x114a00000L, 0x134000000L));
    }

    @Test
    void devicesOfSoftReservedMemoryAreKnownByTheirPlace() throws HostException {
        var tree = RecordedTrees.softReserved();
        var device = new SysfsReader(tree).look().daxDevices().get("dax0.0");

        assertThat(device).isEqualTo(new DaxDevice("dax0.0", "/platform/hmem.0", Optional.empty(), "path:/platform/hmem.0#0",
                List.of(new AddressRange(0x100000000L, 0x140000000L)), 1 << 30, 2 << 20, Optional.of("device_dax"), OptionalInt.of(1),
                OptionalInt.of(1), false));
    }

    @Test
    void aLabellessDevdaxIsKnownByItsRegion() throws HostException {
        var tree = RecordedTrees.labelled();
        tree.file(tree.realPath("/sys/bus/nd/devices/namespace0.2") + "/uuid", "\n");

        assertThat(new SysfsReader(tree).look().daxDevices().get("dax0.2").identity()).isEqualTo("path:" + BUS + "/region0");
    }

    /** Page offsets order the ranges of a device, not the names of the mappings nor their addresses. */
    @Test
    void rangesAreInPageOrder() throws HostException {
        String device = "/sys/devices/platform/hmem.0/dax0.0";
        var tree = RecordedTrees.softReserved()
                .file(device + "/mapping0/page_offset", "0x8000\n")
                .file(device + "/mapping1/start", "0x180000000\n").file(device + "/mapping1/end", "0x187ffffff\n")
                .file(device + "/mapping1/page_offset", "0x0\n");

        assertThat(new SysfsReader(tree).look().daxDevices().get("dax0.0").ranges()).containsExactly(
                new AddressRange(0x180000000L, 0x188000000L), new AddressRange(0x100000000L, 0x140000000L));
    }

    @Test
    void withoutTheRightsOfRootAddressesAreMissingAndNothingElse() throws HostException {
        String hidden = "00000000-00000000 : Persistent Memory\n  00000000-00000000 : dax0.2\n";
        var asRoot = new SysfsReader(RecordedTrees.labelled().file("/proc/iomem", hidden)).look();
        var asUser = new SysfsReader(RecordedTrees.labelled().file("/proc/iomem", hidden).asUser()).look();

        assertThat(asUser.reservations()).isEmpty();
        assertThat(asUser.regions().get("region0").range()).isEqualTo(new AddressRange(0, 2L << 30));
        assertThat(asUser.namespaces().get("namespace0.0").start()).isEmpty();
        assertThat(asUser.daxDevices().get("dax0.2").ranges()).isEmpty();
        assertThat(asUser.daxDevices().get("dax0.2").bytes()).isEqualTo(526385152);
        assertThat(asUser.namespaces().keySet()).isEqualTo(asRoot.namespaces().keySet());
        assertThat(asUser.dimms()).isEqualTo(asRoot.dimms());
        assertThat(asUser.blocks()).isEqualTo(asRoot.blocks());
    }

    @Test
    void aMachineWithoutAnyOfItIsEmpty() throws HostException {
        assertThat(new SysfsReader(new AttributeTree()).look()).isEqualTo(Inventory.EMPTY);
    }

    /** The device goes while it is looked at, with the devices in it: its first attributes could still be read. */
    @ParameterizedTest
    @CsvSource({"nmem0, 12", "namespace0.0, 12", "region1, 11"})
    void leavesOutWhatVanishesWhileItIsLookedAt(String name, int left) throws HostException {
        var tree = RecordedTrees.labelled();
        String directory = tree.realPath("/sys/bus/nd/devices/" + name);
        tree.onRead(path -> {
            if (path.endsWith(name + "/driver")) {
                tree.remove(directory);
            }
        });
        var picture = new SysfsReader(tree).look();

        assertThat(List.of(picture.dimms(), picture.regions(), picture.namespaces())).noneMatch(objects -> objects.containsKey(name));
        assertThat(picture.dimms().size() + picture.regions().size() + picture.namespaces().size()).isEqualTo(left);
    }

    @Test
    void leavesOutDaxDevicesAndBlocksThatVanish() throws HostException {
        var tree = RecordedTrees.labelled();
        String device = tree.realPath("/sys/bus/dax/devices/dax0.2");
        tree.onRead(path -> {
            if (path.equals(device + "/driver")) {
                tree.remove(device);
            }
            if (path.endsWith("memory3/state")) {
                tree.remove("/sys/devices/system/memory/memory3");
            }
        });
        var picture = new SysfsReader(tree).look();

        assertThat(picture.daxDevices()).isEmpty();
        assertThat(picture.blocks()).hasSize(15).doesNotContainKey(3L);
    }

    @Test
    void aFailureOfTheMachineIsNoMissingAttribute() {
        var tree = RecordedTrees.labelled().file("/sys/devices/system/memory/auto_online_blocks", "!EIO");

        assertThatThrownBy(() -> new SysfsReader(tree).look()).isInstanceOf(HostException.class)
                .extracting(failure -> ((HostException) failure).errno()).isEqualTo(Errno.EIO);
    }

    @Test
    void aBlockThatIsGoingOfflineIsStillInUse() throws HostException {
        String block = "/sys/devices/system/memory/memory5";
        var tree = RecordedTrees.labelled().file(block + "/state", "going-offline\n");
        assertThat(new SysfsReader(tree).look().blocks().get(5L).zone()).contains(Zone.DMA32);

        tree.file(block + "/state", "offline\n").file(block + "/valid_zones", "Normal Movable\n");
        assertThat(new SysfsReader(tree).look().blocks().get(5L).zone()).isEmpty();
    }

    @Test
    void aBlockOfSeveralNodesOrOfAnUnknownZoneIsNotGuessedAt() throws HostException {
        String block = "/sys/devices/system/memory/memory5";
        var tree = RecordedTrees.labelled().link(block + "/node1", "../../node/node1").file(block + "/valid_zones", "HighMem\n");

        assertThat(new SysfsReader(tree).look().blocks().get(5L)).isEqualTo(new MemoryBlock(5, OptionalInt.empty(), Optional.of(Zone.MIXED)));
    }

    @Test
    void keepsIdListsOfDriversThatAreStillThere() throws HostException {
        var tree = RecordedTrees.labelled();
        var before = new SysfsReader(tree).look().change().addId("device_dax", "dax0.2").addId("kmem", "dax5.5").build();

        var full = new SysfsReader(tree).look(before, new Touched(Collections.emptySortedSet(), false));
        var partial = new SysfsReader(tree).look(before, new Touched(new TreeSet<>(List.of("/proc/modules")), true));

        assertThat(full.hasId("device_dax", "dax0.2")).isTrue();
        assertThat(full.hasId("kmem", "dax5.5")).as("there is no driver kmem").isFalse();
        assertThat(partial).isEqualTo(full);
    }

    @Test
    void aFullLookSharesWhatDidNotChange() throws HostException {
        var tree = RecordedTrees.labelled();
        var before = new SysfsReader(tree).look();
        tree.file("/sys/devices/system/memory/memory5/state", "offline\n");

        var after = new SysfsReader(tree).look(before, new Touched(Collections.emptySortedSet(), false));

        assertThat(Difference.between(before, after)).containsExactly(new Fact.BlocksOfflined(new BlockRange(5, 1)));
        assertThat(after.namespaces()).isSameAs(before.namespaces());
    }

    private static Namespace namespace(String name, int uuid, String altName, long mebibytes, long start, Mode mode, String personality,
            String personalityUuid, String blockDevice) {
        return new Namespace(name, "region" + name.charAt("namespace".length()),
                uuid == 0 ? Optional.empty() : Optional.of("0000000%d-1111-2222-3333-44444444444%d".formatted(uuid, uuid)), altName,
                mebibytes << 20, start == 0 ? OptionalLong.empty() : OptionalLong.of(start), mode, mebibytes != 0, some(personality),
                some(personalityUuid), some(blockDevice));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(word -> !word.isEmpty());
    }
}
