package daxplane.kernel.memory;

import daxplane.kernel.Firmware.Performance;
import daxplane.kernel.Firmware.Performance.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * How fast a node's memory is for the processors (or devices) that are nearest to it, after the HMAT table.
 *
 * @param initiators     nodes that are best in every attribute, one after the other: latency before bandwidth, write before read
 * @param readLatency    nanoseconds
 * @param readBandwidth  MiB/s; 0 where the table says nothing, likewise the others
 */
record AccessPerformance(SortedSet<Integer> initiators, long readLatency, long writeLatency, long readBandwidth, long writeBandwidth) {

    private static final List<Kind> ORDER = List.of(Kind.WRITE_LATENCY, Kind.READ_LATENCY, Kind.WRITE_BANDWIDTH, Kind.READ_BANDWIDTH);

    /**
     * @param admitted which initiator nodes count
     * @return empty when the table says nothing about the node
     */
    static Optional<AccessPerformance> of(int node, List<Performance> table, NodeTopology topology, IntPredicate admitted) {
        Map<Kind, Map<Integer, Long>> values = new TreeMap<>();
        SortedSet<Integer> best = new TreeSet<>();
        for (Performance entry : table) {
            OptionalInt initiator = topology.nodeOfDomain(entry.initiator());
            if (topology.nodeOfDomain(entry.target()).equals(OptionalInt.of(node)) && initiator.isPresent()
                    && admitted.test(initiator.getAsInt()) && entry.value() > 0) {
                values.computeIfAbsent(entry.kind(), _ -> new TreeMap<>()).putIfAbsent(initiator.getAsInt(), entry.value());
                best.add(initiator.getAsInt());
            }
        }
        if (best.isEmpty()) {
            return Optional.empty();
        }
        Map<Kind, Long> chosen = new TreeMap<>();
        for (Kind kind : ORDER) {
            Map<Integer, Long> ofKind = values.getOrDefault(kind, Map.of());
            best.stream().map(ofKind::get).filter(value -> value != null)
                    .reduce((a, b) -> isLatency(kind) ? Math.min(a, b) : Math.max(a, b))
                    .ifPresent(value -> {
                        chosen.put(kind, value);
                        best.removeIf(initiator -> !value.equals(ofKind.get(initiator)));
                    });
        }
        return Optional.of(new AccessPerformance(best, chosen.getOrDefault(Kind.READ_LATENCY, 0L), chosen.getOrDefault(Kind.WRITE_LATENCY, 0L),
                chosen.getOrDefault(Kind.READ_BANDWIDTH, 0L), chosen.getOrDefault(Kind.WRITE_BANDWIDTH, 0L)));
    }

    boolean complete() {
        return readLatency > 0 && writeLatency > 0 && readBandwidth > 0 && writeBandwidth > 0;
    }

    private static boolean isLatency(Kind kind) {
        return kind == Kind.READ_LATENCY || kind == Kind.WRITE_LATENCY;
    }
}
