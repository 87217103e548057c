package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which nodes there may be, and how far they are from each other: what a kernel makes of SRAT and SLIT.
 *
 * <p>Nodes are numbered in the order in which the affinity table names their proximity domains, processors first. Without an
 * affinity table there is node 0, of which no proximity domain tells.
 */
final class NodeTopology {

    private static final int LOCAL = 10;
    private static final int REMOTE = 20;

    private final Map<Integer, Integer> nodeOfDomain = new LinkedHashMap<>();
    private final SortedMap<Integer, Integer> domainOfNode = new TreeMap<>();
    private final SortedMap<Integer, SortedSet<Integer>> processors = new TreeMap<>();
    private final List<MemoryAffinity> affinity;
    private final List<List<Integer>> distances;

    /** Without an affinity table: below it everything is node 0. */
    private final long endOfRam;

    private NodeTopology(Firmware firmware, List<AddressRange> ram) {
        affinity = firmware.affinity().stream().filter(MemoryAffinity::enabled).toList();
        distances = valid(firmware.distances()) ? firmware.distances() : List.of();
        new TreeMap<>(firmware.processors()).forEach(
                (processor, domain) -> processors.computeIfAbsent(number(domain), _ -> new TreeSet<>()).add(processor));
        affinity.forEach(entry -> number(entry.proximityDomain()));
        endOfRam = nodeOfDomain.isEmpty() ? ram.stream().map(AddressRange::end).max(Long::compareUnsigned).orElse(0L) : 0;
        if (nodeOfDomain.isEmpty()) {
            domainOfNode.put(0, 0);
        }
        if (processors.isEmpty()) {
            processors.put(0, new TreeSet<>(List.of(0)));
        }
    }

    /** @param ram the System RAM at boot */
    static NodeTopology of(Firmware firmware, List<AddressRange> ram) {
        return new NodeTopology(firmware, ram);
    }

    SortedSet<Integer> possible() {
        return new TreeSet<>(domainOfNode.keySet());
    }

    OptionalInt nodeOfDomain(int proximityDomain) {
        Integer node = nodeOfDomain.get(proximityDomain);
        return node == null ? OptionalInt.empty() : OptionalInt.of(node);
    }

    /**
     * Node of the first entry that holds the address: entries may overlap (room for hot-plugging over fixed memory). Without a
     * table, node 0 reaches from address 0 to the end of RAM, holes that a boot parameter left included.
     */
    OptionalInt nodeOf(long address) {
        if (Long.compareUnsigned(address, endOfRam) < 0) {
            return OptionalInt.of(0);
        }
        return affinity.stream().filter(entry -> entry.range().contains(address)).findFirst()
                .map(entry -> nodeOfDomain(entry.proximityDomain())).orElse(OptionalInt.empty());
    }

    /** Processors of the node; empty for a node that is only memory. */
    SortedSet<Integer> processorsOf(int node) {
        return processors.getOrDefault(node, new TreeSet<>());
    }

    SortedSet<Integer> nodesWithProcessors() {
        return new TreeSet<>(processors.keySet());
    }

    /** One more than the highest processor number: the width of processor masks. */
    int processorCount() {
        return processors.values().stream().mapToInt(SortedSet::last).max().orElse(0) + 1;
    }

    int distance(int from, int to) {
        int row = domainOfNode.get(from);
        int column = domainOfNode.get(to);
        if (row < distances.size() && column < distances.size()) {
            return distances.get(row).get(column);
        }
        return from == to ? LOCAL : REMOTE;
    }

    private int number(int domain) {
        return nodeOfDomain.computeIfAbsent(domain, _ -> {
            int node = nodeOfDomain.size();
            domainOfNode.put(node, domain);
            return node;
        });
    }

    /** A kernel ignores a table whose diagonal is not the local distance, or that calls another node local. */
    private static boolean valid(List<List<Integer>> table) {
        for (int row = 0; row < table.size(); row++) {
            for (int column = 0; column < table.size(); column++) {
                int value = table.get(row).size() == table.size() ? table.get(row).get(column) : 0;
                if (row == column ? value != LOCAL : value <= LOCAL) {
                    return false;
                }
            }
        }
        return true;
    }
}
