package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The directories of the nodes that are online, with the performance of their memory.
 *
 * <p>A node's performance (its {@code access} directories, and the links from those of its initiators) is told at boot if it is
 * online by then, with or without memory, and else when its first memory comes online; once in a boot. It goes with the node, is
 * not told again when the node returns, and the initiators keep naming it (two-socket scenario, steps 13, 26 and 31).
 */
final class NodeTree {

    private static final List<Integer> CLASSES = List.of(0, 1);

    private final Kernel kernel;
    private final NodeTopology topology;
    private final MemorySettings settings;
    private final SortedMap<Integer, NodeMemory> memory;
    private final SortedMap<Integer, NodeDevice> online = new TreeMap<>();
    private final Bus bus = new SubsystemBus("node");
    private final MemoryTiers tiers;
    private final PoisonedPages poisoned;

    NodeTree(Kernel kernel, NodeTopology topology, MemorySettings settings, SortedMap<Integer, NodeMemory> memory, PoisonedPages poisoned) {
        this.kernel = kernel;
        this.topology = topology;
        this.settings = settings;
        this.memory = memory;
        this.poisoned = poisoned;
        this.tiers = new MemoryTiers(kernel, topology, memory);
    }

    Bus bus() {
        return bus;
    }

    MemoryTiers tiers() {
        return tiers;
    }

    boolean online(int node) {
        return online.containsKey(node);
    }

    SortedSet<Integer> online() {
        return new TreeSet<>(online.keySet());
    }

    NodeList processors(int node) {
        return NodeList.of(topology.processorsOf(node));
    }

    int processorCount() {
        return topology.processorCount();
    }

    NodeMemory memory(int node) {
        return memory.get(node);
    }

    /** Distances to the nodes that are online, in their order. */
    String distances(int node) {
        return online.keySet().stream().map(other -> Integer.toString(topology.distance(node, other))).collect(Collectors.joining(" "));
    }

    /** Since 6.3 nodes count their hardware memory failures. */
    boolean countsMemoryFailures() {
        return kernel.profile().atLeast(6, 3);
    }

    long memoryFailures(int node, String word) {
        return poisoned.count(node, word);
    }

    /** Brings the node online. @param bootReserved pages that the kernel keeps of its boot memory */
    void add(int node, Map<Zone, Long> bootReserved) throws KernelException {
        var device = new NodeDevice(node, bootReserved, 0, bus, this);
        enter(device);
        devices().register(device);
        topology.processorsOf(node).forEach(processor -> linkProcessor(node, processor));
        nodesChanged();
    }

    /** The node's last memory was removed. It stays while it has processors. */
    void remove(int node) {
        if (topology.processorsOf(node).isEmpty()) {
            devices().unregister(online.remove(node));
            nodesChanged();
        }
    }

    void link(MemoryBlock block) {
        devices().link(NodeDevice.directory(block.node()) + "/" + block.name(), block.directory());
        devices().link(block.directory() + "/node" + block.node(), NodeDevice.directory(block.node()));
    }

    void unlink(MemoryBlock block) {
        devices().unlink(NodeDevice.directory(block.node()) + "/" + block.name());
    }

    /** The node's first memory came online. */
    void memoryCame(int node) {
        describe(node);
        tiers.memoryCame(node);
        kernel.touched(NodeDevice.DIRECTORY);
    }

    /** The node's last memory went offline. */
    void memoryWent(int node) {
        tiers.memoryWent(node);
        kernel.touched(NodeDevice.DIRECTORY);
    }

    void pagesChanged(int node) {
        online.get(node).hugePages().memoryChanged();
        kernel.touched(NodeDevice.directory(node));
        kernel.touched("/proc/meminfo");
        kernel.touched("/proc/zoneinfo");
    }

    void changed(NodeDevice node) {
        kernel.changed(node);
    }

    void restoreNode(StateRecord document) {
        NodeDevice device = NodeDevice.of(document, bus, this);
        enter(device);
        devices().adopt(device, document);
        topology.processorsOf(device.node()).forEach(processor -> linkProcessor(device.node(), processor));
        memory.get(device.node()).blocks().values().forEach(this::link);
    }

    void restoreAccess(StateRecord document) {
        int node = Integer.parseInt(document.value("node"));
        int number = Integer.parseInt(document.value("class"));
        boolean told = Boolean.parseBoolean(document.value("told"));
        Optional<AccessPerformance> performance = told ? performance(node, number) : Optional.empty();
        devices().adopt(new AccessClass(node, number, performance), document);
        linkInitiators(node, number, performance);
        for (int target : settings.describedNodes()) {
            if (performance(target, number).map(values -> values.initiators().contains(node)).orElse(false)) {
                devices().link(AccessClass.directory(node, number) + "/targets/node" + target, NodeDevice.directory(target));
            }
        }
    }

    /** Tells the performance of the node's memory, once. */
    void describe(int node) {
        if (settings.describedNodes().contains(node) || performance(node, 0).isEmpty()) {
            return;
        }
        settings.describedNodes().add(node);
        kernel.changed(settings);
        for (int number : CLASSES) {
            Optional<AccessPerformance> performance = performance(node, number);
            register(new AccessClass(node, number, performance));
            linkInitiators(node, number, performance);
            for (int initiator : performance.map(AccessPerformance::initiators).orElse(new TreeSet<>())) {
                if (devices().device(AccessClass.directory(initiator, number)).isEmpty()) {
                    register(new AccessClass(initiator, number, Optional.empty()));
                }
                devices().link(AccessClass.directory(initiator, number) + "/targets/node" + node, NodeDevice.directory(node));
            }
        }
    }

    private Optional<AccessPerformance> performance(int node, int number) {
        return AccessPerformance.of(node, kernel.firmware().performance(), topology,
                initiator -> number == 0 || !topology.processorsOf(initiator).isEmpty());
    }

    private void linkInitiators(int node, int number, Optional<AccessPerformance> performance) {
        String directory = AccessClass.directory(node, number);
        devices().directory(directory + "/initiators");
        devices().directory(directory + "/targets");
        performance.ifPresent(values -> values.initiators().forEach(
                initiator -> devices().link(directory + "/initiators/node" + initiator, NodeDevice.directory(initiator))));
    }

    private void enter(NodeDevice device) {
        online.put(device.node(), device);
        device.bootReserved().forEach((zone, pages) -> memory.get(device.node()).zone(zone).bootReserved(pages));
    }

    private void linkProcessor(int node, int processor) {
        String directory = "/sys/devices/system/cpu/cpu" + processor;
        devices().directory(directory);
        devices().link(NodeDevice.directory(node) + "/cpu" + processor, directory);
    }

    private void register(Device device) {
        try {
            devices().register(device);
        } catch (KernelException taken) {
            throw new IllegalStateException(device.directory() + " is there already", taken);
        }
    }

    /** Distances name the nodes that are online, so every node looks different. */
    private void nodesChanged() {
        kernel.touched("/proc/zoneinfo");
        kernel.touched(NodeDevice.DIRECTORY);
        new ArrayList<>(online.keySet()).forEach(node -> kernel.touched(NodeDevice.directory(node)));
    }

    private DeviceCore devices() {
        return kernel.devices();
    }
}
