package daxplane.nvdimm;

import daxplane.kernel.Firmware;
import daxplane.kernel.Kernel;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Which node a piece of persistent memory is close to, and which one it would make up itself. */
final class NumaNodes {

    /** Distance between two nodes when the firmware gives no table. */
    private static final int FAR = 20;
    private static final int NEAR = 10;

    private final Firmware firmware;
    private final Kernel kernel;

    NumaNodes(Kernel kernel) {
        this.kernel = kernel;
        this.firmware = kernel.firmware();
    }

    /** Node of a proximity domain; empty when no table speaks of it. Domains are taken as node numbers, as on all our machines. */
    OptionalInt ofDomain(OptionalInt domain) {
        boolean known = domain.isPresent() && (firmware.processors().containsValue(domain.getAsInt())
                || firmware.affinity().stream().anyMatch(entry -> entry.proximityDomain() == domain.getAsInt()));
        return known ? domain : OptionalInt.empty();
    }

    /** Node that an address belongs to once it is RAM. */
    OptionalInt ofAddress(long address) {
        return kernel.memory().nodeOf(address);
    }

    /** The node itself when it is online since boot, otherwise the closest one that is; the lowest of equally close ones. */
    int closestOnline(OptionalInt node) {
        Set<Integer> online = online();
        if (node.isEmpty()) {
            return online.iterator().next();
        }
        int own = node.getAsInt();
        return online.stream().reduce((best, other) -> distance(own, other) < distance(own, best) ? other : best).orElse(own);
    }

    /** Nodes that have processors, or memory that is there at boot. */
    private Set<Integer> online() {
        Set<Integer> online = new TreeSet<>(firmware.processors().values());
        firmware.affinity().stream().filter(entry -> entry.enabled() && !entry.hotpluggable() && !entry.nonVolatile()
                && !entry.range().isEmpty()).forEach(entry -> online.add(entry.proximityDomain()));
        return online.isEmpty() ? Set.of(0) : online;
    }

    private int distance(int from, int to) {
        List<List<Integer>> distances = firmware.distances();
        if (from < distances.size() && to < distances.get(from).size()) {
            return distances.get(from).get(to);
        }
        return from == to ? NEAR : FAR;
    }
}
