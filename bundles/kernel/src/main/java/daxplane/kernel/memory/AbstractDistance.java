package daxplane.kernel.memory;

import java.util.List;
import java.util.Optional;

/**
 * How slow memory is compared to DRAM, as one number; memory of similar distance forms a tier.
 *
 * <pre>
 *   DRAM 576 (tier 4)      memory of a dax device 2880 (tier 22) when no table says more
 *   with HMAT values:      576 * (read + write latency) / (the same of DRAM) * (read + write bandwidth of DRAM) / (own)
 * </pre>
 * Integer arithmetic, left to right. Source: docs/kernel/memory.md 10.3; two-socket gives 14400, tier 112, for its NVDIMM nodes.
 */
record AbstractDistance(long value) {

    static final AbstractDistance DRAM = new AbstractDistance(576);
    static final AbstractDistance DAX = new AbstractDistance(2880);

    /** Width of a tier. */
    private static final int CHUNK = 128;
    /** DRAM nodes that differ more than a tenth from the first make the machine's notion of DRAM useless. */
    private static final int TOLERANCE = 10;

    static AbstractDistance of(AccessPerformance memory, AccessPerformance dram) {
        long distance = DRAM.value * (memory.readLatency() + memory.writeLatency()) / (dram.readLatency() + dram.writeLatency())
                * (dram.readBandwidth() + dram.writeBandwidth()) / (memory.readBandwidth() + memory.writeBandwidth());
        return new AbstractDistance(distance);
    }

    /**
     * What counts as DRAM: the first DRAM node.
     *
     * @return empty when a node lacks values, or when they differ too much
     */
    static Optional<AccessPerformance> dram(List<AccessPerformance> dramNodes) {
        if (dramNodes.isEmpty() || !dramNodes.stream().allMatch(AccessPerformance::complete)) {
            return Optional.empty();
        }
        AccessPerformance first = dramNodes.getFirst();
        return dramNodes.stream().allMatch(other -> near(first.readLatency(), other.readLatency()) && near(first.writeLatency(), other.writeLatency())
                && near(first.readBandwidth(), other.readBandwidth()) && near(first.writeBandwidth(), other.writeBandwidth()))
                ? Optional.of(first) : Optional.empty();
    }

    int tier() {
        return Math.toIntExact(value / CHUNK);
    }

    private static boolean near(long first, long other) {
        return Math.abs(first - other) * TOLERANCE <= first;
    }
}
