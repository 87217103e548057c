package daxplane.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What memory looks like after boot; the values are those of the recorded machine two-socket. */
class BootTest {

    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String NODE = "/sys/devices/system/node/";

    private final TestMachine machine = TwoSocket.machine().boot();

    @Test
    void hasABlockForEachPieceOfRam() {
        assertThat(machine.list(MEMORY)).filteredOn(name -> name.matches("memory[0-9]+")).hasSize(16);
        assertThat(machine.read(MEMORY + "memory15/phys_index")).isEqualTo("0000000f\n");
        assertThat(machine.read(MEMORY + "memory15/state")).isEqualTo("online\n");
        assertThat(machine.read(MEMORY + "memory15/removable")).isEqualTo("1\n");
        assertThat(machine.read(MEMORY + "memory15/phys_device")).isEqualTo("0\n");
        assertThat(machine.readLink(MEMORY + "memory7/node0")).isEqualTo("../../node/node0");
        assertThat(machine.readLink(MEMORY + "memory8/node1")).isEqualTo("../../node/node1");
        assertThat(machine.readLink(NODE + "node1/memory8")).isEqualTo("../../memory/memory8");
        assertThat(machine.readLink(MEMORY + "memory8/subsystem")).isEqualTo("../../../../bus/memory");
    }

    @Test
    void aBlockOfSeveralZonesHasNone() {
        assertThat(machine.read(MEMORY + "memory0/valid_zones")).isEqualTo("none\n");
        assertThat(machine.read(MEMORY + "memory1/valid_zones")).isEqualTo("DMA32\n");
        assertThat(machine.read(MEMORY + "memory15/valid_zones")).isEqualTo("DMA32\n");
    }

    @Test
    void countsPagesByZone() {
        String zones = machine.read("/proc/zoneinfo");

        assertThat(zone(zones, "Node 0, zone      DMA")).contains("  present  3998\n", "  managed  3840\n", "  start_pfn:           1\n");
        assertThat(zone(zones, "Node 0, zone    DMA32")).contains("  spanned  258048\n", "  present  258048\n", "  managed  244284\n");
        assertThat(zone(zones, "Node 1, zone    DMA32")).contains("  present  262111\n", "  managed  240727\n");
        assertThat(zone(zones, "Node 1, zone   Normal")).contains("  present  0\n");
        assertThat(zones).doesNotContain("Node 2");
        assertThat(machine.read("/proc/meminfo")).startsWith("MemTotal:        1955404 kB\n");
        assertThat(machine.read(NODE + "node0/meminfo")).startsWith("Node 0 MemTotal:         992496 kB\n");
        assertThat(machine.read(NODE + "node1/meminfo")).startsWith("Node 1 MemTotal:         962908 kB\n");
    }

    @Test
    void sharesOutWhatTheKernelTookWhenNoPropertyTells() {
        var other = TwoSocket.machine(Map.of("memory.node0.DMA32.managed-pages", "258048")).boot();

        assertThat(zone(other.read("/proc/zoneinfo"), "Node 1, zone    DMA32")).contains("  managed  226963\n");
        assertThat(other.read("/proc/meminfo")).startsWith("MemTotal:        1955404 kB\n");
    }

    @Test
    void showsTheNodesThatAreOnline() {
        assertThat(machine.read(NODE + "possible")).isEqualTo("0-3\n");
        assertThat(machine.read(NODE + "online")).isEqualTo("0-1\n");
        assertThat(machine.read(NODE + "has_cpu")).isEqualTo("0-1\n");
        assertThat(machine.read(NODE + "has_memory")).isEqualTo("0-1\n");
        assertThat(machine.read(NODE + "has_normal_memory")).isEqualTo("0-1\n");
        assertThat(machine.read(NODE + "has_generic_initiator")).isEqualTo("\n");
        assertThat(machine.read(NODE + "node0/distance")).isEqualTo("10 21\n");
        assertThat(machine.read(NODE + "node1/distance")).isEqualTo("21 10\n");
        assertThat(machine.read(NODE + "node1/cpulist")).isEqualTo("1\n");
        assertThat(machine.read(NODE + "node1/cpumap")).isEqualTo("2\n");
        assertThat(machine.exists(NODE + "node2")).isFalse();
    }

    @Test
    void tellsHowFastTheNodesAre() {
        assertThat(machine.read(NODE + "node0/access0/initiators/read_bandwidth")).isEqualTo("20480\n");
        assertThat(machine.read(NODE + "node1/access1/initiators/write_latency")).isEqualTo("10\n");
        assertThat(machine.readLink(NODE + "node0/access0/initiators/node0")).isEqualTo("../../../node0");
        assertThat(machine.list(NODE + "node0/access0/targets")).containsExactly("node0");
        assertThat(machine.list(NODE + "node0/access1/targets")).containsExactly("node0");
        assertThat(machine.read("/sys/devices/virtual/memory_tiering/memory_tier4/nodelist")).isEqualTo("0-1\n");
    }

    /** As Linux 6.12.117 did on a machine whose second node had processors, and all of its memory soft-reserved. */
    @Test
    void tellsAlsoOfANodeThatIsOnlineForItsProcessorsAlone() {
        var other = TestMachine.with().firmware(TwoSocket.firmware(Map.of())).module(new MemoryModule())
                .iomem(new AddressRange(0x100000, TwoSocket.GIBIBYTE), "System RAM").boot();

        assertThat(other.read(NODE + "has_memory")).isEqualTo("0\n");
        assertThat(other.read(NODE + "node1/access0/initiators/read_latency")).isEqualTo("10\n");
        assertThat(other.list(NODE + "node1/access0/targets")).containsExactly("node1");
    }

    @Test
    void showsItsSettings() {
        assertThat(machine.read(MEMORY + "block_size_bytes")).isEqualTo("8000000\n");
        assertThat(machine.read(MEMORY + "auto_online_blocks")).isEqualTo("offline\n");
        assertThat(machine.read(MEMORY + "crash_hotplug")).isEqualTo("0\n");
        assertThat(machine.read("/sys/module/memory_hotplug/parameters/memmap_on_memory")).isEqualTo("N\n");
        assertThat(machine.read("/sys/module/memory_hotplug/parameters/online_policy")).isEqualTo("contig-zones\n");
        assertThat(machine.read("/sys/module/memory_hotplug/parameters/auto_movable_ratio")).isEqualTo("301\n");
        assertThat(machine.read("/sys/module/memory_hotplug/parameters/auto_movable_numa_aware")).isEqualTo("Y\n");
    }

    @Test
    void readsSettingsOffTheCommandLine() {
        var other = TwoSocket.machine(Map.of("kernel.command-line",
                "quiet memhp_default_state=online_movable memory_hotplug.memmap_on_memory=1 memory_hotplug.online_policy=auto-movable")).boot();

        assertThat(other.read(MEMORY + "auto_online_blocks")).isEqualTo("online_movable\n");
        assertThat(other.read("/sys/module/memory_hotplug/parameters/memmap_on_memory")).isEqualTo("Y\n");
        assertThat(other.read("/sys/module/memory_hotplug/parameters/online_policy")).isEqualTo("auto-movable\n");
    }

    @Test
    void olderKernelsShowLess() {
        var old = TwoSocket.machine().profile("6.1").boot();

        assertThat(old.exists(MEMORY + "crash_hotplug")).isFalse();
        assertThat(old.exists(NODE + "node0/memory_failure")).isFalse();
        assertThat(TwoSocket.machine().profile("5.1").boot().exists("/sys/devices/virtual/memory_tiering")).isFalse();
    }

    @Test
    void isTheSameAfterARestartOfTheProcess() {
        var before = machine.dump();

        machine.restartProcess();

        assertThat(machine.dump()).isEqualTo(before);
    }

    static String zone(String zoneinfo, String header) {
        int start = zoneinfo.indexOf(header + "\n");
        assertThat(start).as(header).isNotNegative();
        int end = zoneinfo.indexOf("Node ", start + 1);
        return zoneinfo.substring(start, end < 0 ? zoneinfo.length() : end);
    }
}
