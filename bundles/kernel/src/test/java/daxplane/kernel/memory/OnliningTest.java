package daxplane.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Cancellation;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryGroup;
import daxplane.kernel.core.InjectedWorkload.Pin;
import daxplane.kernel.core.Uevent;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks 33 to 35 of node 2: corpus kmem-blocks and what was asked of Linux 6.12 beyond it. */
class OnliningTest {

    private static final String MEMORY = "/sys/devices/system/memory/memory";
    private static final String NODE = "/sys/devices/system/node/";
    private static final String POLICY = "/sys/module/memory_hotplug/parameters/";
    private static final AddressRange RANGE = new AddressRange(0x108000000L, 0x120000000L);
    private static final String RESOURCE = "System RAM (kmem)";

    private TestMachine machine = TwoSocket.machine().boot();
    private MemoryGroup group;

    @BeforeEach
    void addThreeBlocks() throws KernelException {
        group = add(2, RANGE, false);
    }

    @Test
    void addedBlocksAreOfflineUntilToldOtherwise() {
        assertThat(state(33)).isEqualTo("offline");
        assertThat(zones(33)).isEqualTo("Normal Movable");
        assertThat(machine.read(NODE + "online")).isEqualTo("0-2\n");
        assertThat(machine.read(NODE + "has_memory")).isEqualTo("0-1\n");
        assertThat(machine.read(NODE + "node0/distance")).isEqualTo("10 21 17\n");
        assertThat(machine.read(NODE + "node2/distance")).isEqualTo("17 28 10\n");
        assertThat(machine.read(NODE + "node2/cpulist")).isEqualTo("\n");
        assertThat(machine.read(NODE + "node2/cpumap")).isEqualTo("0\n");
        assertThat(machine.read(NODE + "node2/meminfo")).startsWith("Node 2 MemTotal:              0 kB\n");
        assertThat(machine.exists(NODE + "node2/access0")).isFalse();
        assertThat(machine.read("/proc/iomem")).contains("  108000000-11fffffff : System RAM (kmem)\n");
        assertThat(memTotal()).isEqualTo(1955404);
        assertThat(events()).endsWith("add memory33", "add memory34", "add memory35", "add node2");
    }

    /** Corpus acc-tiers, steps 5 and 13. */
    @Test
    void pagesMayMoveToSlowerMemoryWhenToldSo() {
        String file = "/sys/kernel/mm/numa/demotion_enabled";
        assertThat(machine.read(file)).isEqualTo("false\n");
        assertThat(machine.write(file, "1\n")).isEqualTo("ok");
        assertThat(machine.read(file)).isEqualTo("true\n");
        assertThat(machine.write(file, "perhaps\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write(file, "off\n")).isEqualTo("ok");
        assertThat(machine.read(file)).isEqualTo("false\n");
    }

    @Test
    void onlineGoesWhereTheNeighboursAre() {
        assertThat(write(33, "online\n")).isEqualTo("ok");
        assertThat(zones(33)).isEqualTo("Normal");
        assertThat(write(33, "online\n")).isEqualTo("EINVAL@write");
        assertThat(write(34, "online_kernel\n")).isEqualTo("ok");
        assertThat(write(35, "online_movable\n")).isEqualTo("ok");
        assertThat(write(33, "offline\n")).isEqualTo("ok");
        assertThat(zones(33)).isEqualTo("Normal Movable");
        assertThat(write(33, "offline\n")).isEqualTo("EINVAL@write");
        assertThat(write(33, "online_movable\n")).as("below a kernel block").isEqualTo("ok");
        assertThat(write(34, "offline\n")).isEqualTo("ok");
        assertThat(zones(34)).as("between movable blocks").isEqualTo("Movable Normal");
        assertThat(write(35, "offline\n")).isEqualTo("ok");
        assertThat(zones(34)).as("beside a movable block").isEqualTo("Normal Movable");
        assertThat(machine.read(NODE + "has_normal_memory")).isEqualTo("0-1\n");
    }

    @Test
    void countsWhatIsOnline() {
        write(33, "online_movable\n");
        write(34, "online_kernel\n");

        assertThat(memTotal()).isEqualTo(2217548);
        assertThat(machine.read(NODE + "node2/meminfo")).startsWith("Node 2 MemTotal:         262144 kB\n");
        assertThat(machine.read(NODE + "has_memory")).isEqualTo("0-2\n");
        assertThat(machine.read(NODE + "has_normal_memory")).isEqualTo("0-2\n");
        assertThat(BootTest.zone(machine.read("/proc/zoneinfo"), "Node 2, zone  Movable")).contains("  present  32768\n", "  managed  32768\n");

        write(33, "offline\n");
        write(34, "offline\n");

        assertThat(memTotal()).isEqualTo(1955404);
        assertThat(machine.read(NODE + "has_memory")).isEqualTo("0-1\n");
        assertThat(machine.exists("/sys/devices/virtual/memory_tiering/memory_tier112")).isFalse();
    }

    @Test
    void aTierComesWithTheFirstOnlineBlockAndBeforeItsEvent() {
        write(34, "online_movable\n");
        write(35, "online_movable\n");
        write(34, "offline\n");
        write(35, "offline\n");

        assertThat(events()).endsWith("add memory_tier112", "online memory34", "online memory35", "offline memory34",
                "remove memory_tier112", "offline memory35");
    }

    @Test
    void kernelsBefore67DoNotAskTheTableForTheTier() throws KernelException {
        machine = TwoSocket.machine().profile("6.1").boot();
        add(2, RANGE, false);

        write(33, "online_movable\n");

        assertThat(machine.read("/sys/devices/virtual/memory_tiering/memory_tier22/nodelist")).isEqualTo("2\n");
    }

    /** What 6.1.0-56 and 6.12.117 did where all memory of a node with processors was soft-reserved, and came online later. */
    @ParameterizedTest
    @CsvSource({"6.1, memory_tier22", "6.12, memory_tier4"})
    void processorsDoNotMakeAddedMemoryDram(String kernel, String tier) throws KernelException {
        machine = TestMachine.with().firmware(TwoSocket.firmware(Map.of())).module(new MemoryModule()).profile(kernel)
                .iomem(new AddressRange(0x100000, TwoSocket.GIBIBYTE), "System RAM").boot();
        add(1, RANGE, false);

        write(33, "online_movable\n");

        assertThat(machine.read("/sys/devices/virtual/memory_tiering/" + tier + "/nodelist")).contains("1");
    }

    @Test
    void tellsTheSpeedOfANodeOnceInABoot() throws KernelException {
        write(33, "online_movable\n");
        assertThat(machine.read(NODE + "node2/access0/initiators/read_latency")).isEqualTo("50\n");
        assertThat(machine.read(NODE + "node2/access1/initiators/write_bandwidth")).isEqualTo("4096\n");
        assertThat(machine.list(NODE + "node2/access0/targets")).isEmpty();
        assertThat(machine.list(NODE + "node0/access0/targets")).containsExactlyInAnyOrder("node0", "node2");
        assertThat(machine.list(NODE + "node0/access1/targets")).containsExactlyInAnyOrder("node0", "node2");

        write(33, "offline\n");
        remove(RANGE);
        assertThat(machine.exists(NODE + "node2")).isFalse();
        assertThat(machine.list(NODE + "node0/access0/targets")).containsExactlyInAnyOrder("node0", "node2");
        assertSameAfterRestart();

        add(2, RANGE, false);
        write(33, "online_movable\n");
        assertThat(machine.exists(NODE + "node2/access0")).isFalse();
    }

    @Test
    void refusesOtherWords() {
        for (String word : List.of("bogus\n", "\n", "online \n", "online\n\n", "ONLINE\n")) {
            assertThat(write(33, word)).as(word).isEqualTo("EINVAL@write");
        }
        assertThat(write(33, "")).isEqualTo("ok");
        assertThat(write(99, "online\n")).isEqualTo("ENOENT@open");
        assertThat(machine.write(MEMORY + "33/removable", "1\n")).isEqualTo("EACCES@open");
        assertThat(write(33, "online_movable")).isEqualTo("ok");
    }

    @Test
    void theFileOnlineTakesTruthValuesAndRepeatsInPeace() {
        for (String yes : List.of("1\n", "y\n", "on\n", "1x\n", "T\n")) {
            assertThat(machine.write(MEMORY + "33/online", yes)).as(yes).isEqualTo("ok");
            assertThat(state(33)).isEqualTo("online");
            assertThat(machine.read(MEMORY + "33/online")).isEqualTo("1\n");
        }
        for (String no : List.of("0\n", "off\n", "n\n", "f\n")) {
            assertThat(machine.write(MEMORY + "33/online", no)).as(no).isEqualTo("ok");
            assertThat(state(33)).isEqualTo("offline");
        }
        assertThat(machine.write(MEMORY + "33/online", "2\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write(MEMORY + "33/online", "abc\n")).isEqualTo("EINVAL@write");
    }

    @Test
    void aRefusedKindIsUsedByTheNextOnliningThatNamesNone() {
        write(33, "online\n");
        assertThat(write(33, "online_movable\n")).isEqualTo("EINVAL@write");
        assertSameAfterRestart();
        write(33, "offline\n");

        machine.write(MEMORY + "33/online", "1\n");
        assertThat(zones(33)).isEqualTo("Movable");

        write(33, "offline\n");
        machine.write(MEMORY + "33/online", "1\n");
        assertThat(zones(33)).as("used up").isEqualTo("Normal");
    }

    @Test
    void newBlocksComeOnlineWhenTheSettingSaysSo() throws KernelException {
        remove(RANGE);
        assertThat(machine.write("/sys/devices/system/memory/auto_online_blocks", "online_movable")).isEqualTo("ok");
        add(2, RANGE, false);

        assertThat(state(35)).isEqualTo("online");
        assertThat(zones(35)).isEqualTo("Movable");
        assertThat(events()).endsWith("add memory35", "add node2", "add memory_tier112", "online memory33", "online memory34", "online memory35");
        assertThat(machine.write("/sys/devices/system/memory/auto_online_blocks", "bogus\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write("/sys/devices/system/memory/auto_online_blocks", "offline x\n")).isEqualTo("EINVAL@write");
        assertSameAfterRestart();
    }

    @Test
    void autoMovableKeepsDevicesWholeAndTheKernelsShare() throws KernelException {
        AddressRange second = new AddressRange(0x128000000L, 0x140000000L);
        machine.write(POLICY + "online_policy", "auto-movable\n");
        assertThat(zones(33)).as("the node has no kernel memory of its own").isEqualTo("Normal Movable");
        machine.write(POLICY + "auto_movable_numa_aware", "N\n");
        assertThat(zones(33)).isEqualTo("Movable Normal");
        write(34, "online_kernel\n");
        assertThat(zones(33)).as("the device is kernel memory already").isEqualTo("Normal Movable");
        add(2, second, false);
        machine.write(POLICY + "auto_movable_ratio", "10\n");
        assertThat(zones(37)).as("98304 pages are more than a tenth of 524157").isEqualTo("Normal Movable");
        machine.write(POLICY + "auto_movable_ratio", "20\n");
        assertThat(zones(37)).isEqualTo("Movable Normal");
        machine.write(POLICY + "auto_movable_ratio", "0\n");
        assertThat(zones(37)).isEqualTo("Normal Movable");
        write(37, "online\n");
        assertThat(zones(37)).isEqualTo("Normal");
        assertSameAfterRestart();
    }

    @Test
    void policySettingsRefuseWhatTheyDoNotKnow() {
        assertThat(machine.write(POLICY + "online_policy", "bogus\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write(POLICY + "online_policy", "contig-zones x")).isEqualTo("EINVAL@write");
        assertThat(machine.write(POLICY + "auto_movable_ratio", "-1\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write(POLICY + "auto_movable_ratio", "4294967296\n")).isEqualTo("ERANGE@write");
        assertThat(machine.write(POLICY + "auto_movable_ratio", "0x10\n")).isEqualTo("ok");
        assertThat(machine.read(POLICY + "auto_movable_ratio")).isEqualTo("16\n");
        assertThat(machine.write(POLICY + "auto_movable_numa_aware", "Q\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write(POLICY + "memmap_on_memory", "Y\n")).isEqualTo("EACCES@open");
    }

    @Test
    void pageStructsInTheMemoryItselfCostTwoMebibytesABlock() throws KernelException {
        machine = TwoSocket.machine(Map.of("kernel.command-line", "memory_hotplug.memmap_on_memory=1")).boot();
        add(2, RANGE, true);

        write(33, "online_movable\n");

        assertThat(memTotal()).isEqualTo(2084428);
        assertThat(BootTest.zone(machine.read("/proc/zoneinfo"), "Node 2, zone  Movable")).contains("  present  32768\n", "  managed  32256\n");
        assertSameAfterRestart();
    }

    @Test
    void unmovablePagesRefuseAtOnce() {
        write(33, "online_kernel\n");
        machine.inside(_ -> machine.workload().pin(33, Pin.UNMOVABLE));

        assertThat(write(33, "offline\n")).isEqualTo("EBUSY@write");
        assertThat(machine.write(MEMORY + "33/online", "0\n")).isEqualTo("EBUSY@write");
        assertThat(state(33)).isEqualTo("online");
    }

    @Test
    void heldPagesMakeOffliningWaitUntilTheWriterIsInterrupted() {
        write(33, "online_movable\n");
        machine.inside(_ -> machine.workload().pin(33, Pin.HELD));
        var impatient = new Cancellation();
        impatient.cancel();

        assertThat(machine.write(MEMORY + "33/state", "offline\n", impatient)).isEqualTo("EINTR@write");

        assertThat(state(33)).isEqualTo("online");
        machine.inside(_ -> machine.workload().unpin(33));
        assertThat(write(33, "offline\n")).isEqualTo("ok");
    }

    @Test
    void whileItWaitsTheBlockIsGoingOfflineAndOthersGetIn() throws InterruptedException {
        write(33, "online_movable\n");
        machine.inside(_ -> machine.workload().pin(33, Pin.HELD));
        List<String> answers = new ArrayList<>();
        Thread writer = Thread.ofPlatform().start(() -> answers.add(write(33, "offline\n")));
        while (!state(33).equals("going-offline")) {
            Thread.onSpinWait();
        }
        assertThat(write(34, "online_movable\n")).isEqualTo("ok");

        machine.inside(_ -> machine.workload().unpin(33));
        writer.join();

        assertThat(answers).containsExactly("ok");
        assertThat(state(33)).isEqualTo("offline");
    }

    @Test
    void hugePagesMoveOutOfTheWay() {
        write(33, "online_movable\n");
        String huge = NODE + "node2/hugepages/hugepages-2048kB/nr_hugepages";
        assertThat(machine.write(huge, "x\n")).isEqualTo("EINVAL@write");
        assertThat(machine.write(huge, "64\n")).isEqualTo("ok");
        assertThat(machine.read(huge)).isEqualTo("64\n");
        assertThat(machine.read(NODE + "node2/meminfo")).contains("Node 2 MemFree:               0 kB\n", "Node 2 HugePages_Total:    64\n");
        assertSameAfterRestart();

        assertThat(write(33, "offline\n")).isEqualTo("ok");

        assertThat(machine.read(huge)).isEqualTo("0\n");
        write(33, "online_movable\n");
        assertThat(machine.read(huge)).as("gone for good").isEqualTo("0\n");
    }

    @Test
    void bootMemoryGoesOfflineWhereTheKernelHasNothing() {
        assertThat(write(0, "offline\n")).as("several zones").isEqualTo("EINVAL@write");
        assertThat(write(7, "offline\n")).as("the kernel's own").isEqualTo("EBUSY@write");
        assertThat(write(8, "offline\n")).as("the kernel's own").isEqualTo("EBUSY@write");
        assertThat(write(15, "offline\n")).as("holes").isEqualTo("EINVAL@write");
        assertThat(write(9, "offline\n")).isEqualTo("ok");
        assertThat(zones(9)).isEqualTo("DMA32 Movable");
        assertThat(memTotal()).isEqualTo(1955404 - 131072);
        assertSameAfterRestart();
        assertThat(write(9, "online\n")).isEqualTo("ok");
        assertThat(zones(9)).isEqualTo("DMA32");
    }

    @Test
    void removesNothingWhileABlockIsOnline() throws KernelException {
        write(34, "online_movable\n");

        assertThat(removing(RANGE)).isEqualTo("EBUSY");

        assertThat(state(33)).isEqualTo("offline");
        assertThat(machine.messages().getLast().text())
                .isEqualTo("removing memory fails, because memory [0x0000000110000000-0x0000000117ffffff] is onlined");
        write(34, "offline\n");
        remove(RANGE);
        assertThat(machine.exists(MEMORY + "33")).isFalse();
        assertThat(machine.exists(NODE + "node2")).isFalse();
        assertThat(machine.read(NODE + "node0/distance")).isEqualTo("10 21\n");
        assertThat(machine.read("/proc/iomem")).doesNotContain(RESOURCE);
        assertThat(events()).endsWith("remove memory33", "remove memory34", "remove memory35", "remove node2");
    }

    @Test
    void aNodeStaysForTheMemoryOfAnother() throws KernelException {
        AddressRange second = new AddressRange(0x128000000L, 0x130000000L);
        add(2, second, false);

        remove(RANGE);
        assertThat(machine.exists(NODE + "node2/memory37")).isTrue();
        assertThat(machine.exists(NODE + "node2/memory33")).isFalse();
        remove(second);
        assertThat(machine.exists(NODE + "node2")).isFalse();
    }

    @Test
    void refusesWhatCanNotBeAdded() {
        assertThat(adding(7, RANGE)).as("impossible node").isEqualTo("EINVAL");
        assertThat(adding(2, new AddressRange(0x128100000L, 0x130000000L))).as("misaligned").isEqualTo("EINVAL");
        assertThat(adding(2, RANGE)).as("there already").isEqualTo("EEXIST");
        assertThat(adding(2, new AddressRange(0x40000000L, 0x48000000L))).as("boot memory").isEqualTo("EEXIST");
    }

    @Test
    void tellsWhichBlocksLookDifferent() {
        write(33, "online_movable\n");
        long mark = machine.mark();

        write(35, "online_movable\n");

        assertThat(machine.touchedSince(mark).complete()).isTrue();
        assertThat(machine.touchedSince(mark).paths()).contains(MEMORY + "35", MEMORY + "34", NODE + "node2", "/proc/meminfo")
                .doesNotContain(MEMORY + "33", NODE + "node0", MEMORY + "9");
    }

    /** Found by the random walk, seed 6776157384606088977: boot memory that comes back as movable leaves no room for more. */
    @Test
    void tellsThatThePolicyDecidesOtherwiseForBootMemory() {
        machine.write(POLICY + "online_policy", "auto-movable\n");
        machine.write(POLICY + "auto_movable_ratio", "20\n");
        write(9, "offline\n");
        write(10, "offline\n");
        assertThat(zones(10)).isEqualTo("Movable DMA32");
        long mark = machine.mark();

        write(9, "online\n");

        assertThat(zones(9)).isEqualTo("Movable");
        assertThat(zones(10)).isEqualTo("DMA32 Movable");
        assertThat(machine.touchedSince(mark).paths()).contains(MEMORY + "10");
    }

    /** Found by the random walk, seed 2508559926406536359. */
    @Test
    void tellsThatANodeWithMovableMemoryGotNormalMemory() {
        write(33, "online_movable\n");
        long mark = machine.mark();

        write(35, "online_kernel\n");

        assertThat(machine.touchedSince(mark).paths()).contains("/sys/devices/system/node");
    }

    @Test
    void isTheSameAfterARestartOfTheProcess() {
        write(33, "online_movable\n");
        write(35, "online_kernel\n");

        assertSameAfterRestart();

        assertThat(write(34, "online_kernel\n")).isEqualTo("ok");
        assertThat(memTotal()).isEqualTo(2348620);
    }

    private void assertSameAfterRestart() {
        var before = machine.dump();
        machine.restartProcess();
        assertThat(machine.dump()).isEqualTo(before);
    }

    private MemoryGroup add(int node, AddressRange range, boolean memmapOnMemory) throws KernelException {
        MemoryGroup[] made = new MemoryGroup[1];
        machine.inside(kernel -> {
            made[0] = kernel.memory().group(node, range.bytes());
            kernel.memory().add(made[0], range, RESOURCE, memmapOnMemory);
        });
        return made[0];
    }

    private String adding(int node, AddressRange range) {
        try {
            add(node, range, false);
            return "ok";
        } catch (KernelException refused) {
            return refused.errno().name();
        }
    }

    private void remove(AddressRange range) throws KernelException {
        machine.inside(kernel -> kernel.memory().remove(range, RESOURCE));
    }

    private String removing(AddressRange range) {
        try {
            remove(range);
            return "ok";
        } catch (KernelException refused) {
            return refused.errno().name();
        }
    }

    private String write(int block, String value) {
        return machine.write(MEMORY + block + "/state", value);
    }

    private String state(int block) {
        return machine.read(MEMORY + block + "/state").strip();
    }

    private String zones(int block) {
        return machine.read(MEMORY + block + "/valid_zones").strip();
    }

    private long memTotal() {
        return Long.parseLong(machine.read("/proc/meminfo").split("\\s+", 3)[1]);
    }

    private List<String> events() {
        return machine.uevents().stream().map(Uevent::keys)
                .map(keys -> keys.get("ACTION") + " " + keys.get("DEVPATH").substring(keys.get("DEVPATH").lastIndexOf('/') + 1)).toList();
    }
}
