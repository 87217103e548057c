package daxplane.kernel.memory;

import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Memory tiers: one for each distance that the memory of some node has while it is online. Since Linux 6.1. */
final class MemoryTiers {

    private final Kernel kernel;
    private final NodeTopology topology;
    private final SortedMap<Integer, NodeMemory> memory;
    private final Bus bus = new SubsystemBus("memory_tiering");

    MemoryTiers(Kernel kernel, NodeTopology topology, SortedMap<Integer, NodeMemory> memory) {
        this.kernel = kernel;
        this.topology = topology;
        this.memory = memory;
    }

    Bus bus() {
        return bus;
    }

    boolean supported() {
        return kernel.profile().atLeast(6, 1);
    }

    void memoryCame(int node) {
        if (!supported()) {
            return;
        }
        int tier = distance(node).tier();
        if (kernel.devices().device(MemoryTier.directory(tier)).isEmpty()) {
            try {
                kernel.devices().register(tier(tier));
            } catch (KernelException taken) {
                throw new IllegalStateException("memory_tier" + tier + " is there already", taken);
            }
        }
        kernel.touched(MemoryTier.directory(tier));
    }

    void memoryWent(int node) {
        if (!supported()) {
            return;
        }
        int tier = distance(node).tier();
        Optional<Device> device = kernel.devices().device(MemoryTier.directory(tier));
        if (nodes(tier).ascending().isEmpty()) {
            device.ifPresent(kernel.devices()::unregister);
        } else {
            kernel.touched(MemoryTier.directory(tier));
        }
    }

    void restore(StateRecord document) {
        kernel.devices().adopt(tier(Integer.parseInt(document.value("number"))), document);
    }

    private MemoryTier tier(int number) {
        return new MemoryTier(number, bus, () -> nodes(number));
    }

    private NodeList nodes(int tier) {
        return NodeList.of(memory.values().stream().filter(NodeMemory::hasMemory).map(NodeMemory::node)
                .filter(node -> distance(node).tier() == tier).toList());
    }

    /**
     * Boot memory is DRAM where there are processors. Other memory has the distance that the HMAT table tells, since Linux 6.7;
     * before, or when the table does not tell, it is as far as a dax device (as DRAM, when it was there at boot).
     */
    private AbstractDistance distance(int node) {
        if (hasBootMemory(node) && !topology.processorsOf(node).isEmpty()) {
            return AbstractDistance.DRAM;
        }
        AbstractDistance otherwise = hasBootMemory(node) ? AbstractDistance.DRAM : AbstractDistance.DAX;
        Optional<AccessPerformance> own = performance(node).filter(AccessPerformance::complete);
        Optional<AccessPerformance> dram = kernel.profile().atLeast(6, 7) ? dram() : Optional.empty();
        return own.flatMap(values -> dram.map(reference -> AbstractDistance.of(values, reference))).orElse(otherwise);
    }

    private Optional<AccessPerformance> dram() {
        List<AccessPerformance> nodes = new ArrayList<>();
        for (int node : topology.nodesWithProcessors()) {
            if (hasBootMemory(node)) {
                nodes.add(performance(node).orElse(new AccessPerformance(new java.util.TreeSet<>(), 0, 0, 0, 0)));
            }
        }
        return AbstractDistance.dram(nodes);
    }

    private Optional<AccessPerformance> performance(int node) {
        return AccessPerformance.of(node, kernel.firmware().performance(), topology, initiator -> !topology.processorsOf(initiator).isEmpty());
    }

    private boolean hasBootMemory(int node) {
        return memory.get(node).blocks().values().stream().anyMatch(block -> !block.shape().boot().isEmpty());
    }
}
