package daxplane.kernel.memory;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.SortedMap;

/** The files that belong to no single block or node: settings, node sets and counts. Words and errors as asked of Linux 6.12. */
final class SettingFiles {

    private static final String PARAMETERS = "/sys/module/memory_hotplug/parameters";

    private static final String NUMA = "/sys/kernel/mm/numa";

    private final Kernel kernel;
    private final long blockBytes;
    private final MemorySettings settings;
    private final NodeTopology topology;
    private final SortedMap<Integer, NodeMemory> memory;
    private final NodeTree nodes;
    private final Onlining onlining;
    private final PoisonedPages poisoned;

    SettingFiles(Kernel kernel, long blockBytes, MemorySettings settings, NodeTopology topology, SortedMap<Integer, NodeMemory> memory,
            NodeTree nodes, Onlining onlining, PoisonedPages poisoned) {
        this.kernel = kernel;
        this.blockBytes = blockBytes;
        this.settings = settings;
        this.topology = topology;
        this.memory = memory;
        this.nodes = nodes;
        this.onlining = onlining;
        this.poisoned = poisoned;
    }

    void create() {
        memoryFiles();
        parameterFiles();
        nodeFiles();
        uevent(MemoryBlock.DIRECTORY);
        uevent(NodeDevice.DIRECTORY);
        if (nodes.tiers().supported()) {
            uevent(MemoryTier.DIRECTORY);
        }
        demotionFile();
        file("/proc", Attribute.readOnly("meminfo", () -> MemoryTexts.meminfo(memory.values(), poisoned.corruptedKib())));
        file("/proc", Attribute.readOnly("zoneinfo",
                () -> MemoryTexts.zoneinfo(memory.values().stream().filter(node -> nodes.online(node.node())).toList())));
    }

    private void memoryFiles() {
        file(MemoryBlock.DIRECTORY, Attribute.readOnly("block_size_bytes", () -> Long.toHexString(blockBytes) + "\n"));
        file(MemoryBlock.DIRECTORY, Attribute.readWrite("auto_online_blocks", () -> settings.autoOnline().word() + "\n", value -> {
            settings.autoOnline(OnlineType.of(new WrittenText(value)));
            changed(MemoryBlock.DIRECTORY);
        }));
        if (kernel.profile().atLeast(6, 6)) {
            file(MemoryBlock.DIRECTORY, Attribute.readOnly("crash_hotplug", () -> "0\n"));
        }
    }

    private void parameterFiles() {
        if (!kernel.profile().atLeast(5, 15)) {
            return;
        }
        file(PARAMETERS, Attribute.readOnly("memmap_on_memory", () -> settings.memmapOnMemoryWord() + "\n"));
        file(PARAMETERS, Attribute.readWrite("online_policy", () -> settings.policy().word() + "\n", value -> {
            settings.policy(policy(new WrittenText(value)));
            policyChanged();
        }));
        file(PARAMETERS, Attribute.readWrite("auto_movable_ratio", () -> settings.autoMovableRatioPercent() + "\n", value -> {
            settings.autoMovableRatioPercent(new WrittenText(value).toUnsigned(Integer.SIZE));
            policyChanged();
        }));
        file(PARAMETERS, Attribute.readWrite("auto_movable_numa_aware", () -> yesNo(settings.autoMovableNumaAware()), value -> {
            settings.autoMovableNumaAware(new WrittenText(value).toBoolean());
            policyChanged();
        }));
    }

    /** Whether pages that are rarely used may move to slower memory; since 5.15 (corpus acc-tiers, steps 5 and 13). */
    private void demotionFile() {
        if (!kernel.profile().atLeast(5, 15)) {
            return;
        }
        file(NUMA, Attribute.readWrite("demotion_enabled", () -> settings.demotion() + "\n", value -> {
            settings.demotion(new WrittenText(value).toBoolean());
            changed(NUMA);
        }));
    }

    private void nodeFiles() {
        nodeSet("possible", () -> NodeList.of(topology.possible()));
        nodeSet("online", () -> NodeList.of(nodes.online()));
        nodeSet("has_cpu", () -> NodeList.of(topology.nodesWithProcessors()));
        nodeSet("has_memory", () -> NodeList.of(memory.values().stream().filter(NodeMemory::hasMemory).map(NodeMemory::node).toList()));
        nodeSet("has_normal_memory", () -> NodeList.of(memory.values().stream().filter(NodeMemory::hasNormalMemory).map(NodeMemory::node).toList()));
        if (kernel.profile().atLeast(5, 10)) {
            nodeSet("has_generic_initiator", () -> NodeList.of(java.util.List.of()));
        }
    }

    private void nodeSet(String name, java.util.function.Supplier<NodeList> set) {
        file(NodeDevice.DIRECTORY, Attribute.readOnly(name, () -> set.get() + "\n"));
    }

    /** A subsystem's own directory has an empty uevent file; writing to it asks for an event that nobody listens to. */
    private void uevent(String directory) {
        file(directory, Attribute.readWrite("uevent", () -> "", _ -> { }));
        kernel.devices().directory(directory + "/power");
    }

    private void file(String directory, Attribute attribute) {
        DeviceCore devices = kernel.devices();
        devices.file(directory, attribute);
    }

    private void policyChanged() {
        changed(PARAMETERS);
        onlining.policyChanged();
    }

    private void changed(String directory) {
        kernel.changed(settings);
        kernel.touched(directory);
    }

    private static MemorySettings.Policy policy(WrittenText written) throws KernelException {
        for (MemorySettings.Policy policy : MemorySettings.Policy.values()) {
            if (written.is(policy.word())) {
                return policy;
            }
        }
        throw new KernelException(Errno.EINVAL, "no such online policy: " + written.line());
    }

    private static String yesNo(boolean yes) {
        return yes ? "Y\n" : "N\n";
    }
}
