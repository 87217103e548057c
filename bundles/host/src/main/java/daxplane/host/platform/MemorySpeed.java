package daxplane.host.platform;

/**
 * How fast the memory of a node is for the processors that are nearest to it.
 *
 * @param from      node of these processors
 * @param readNanos latency of a read in nanoseconds; 0: not told, likewise the others
 * @param readMib   bandwidth of reads in MiB/s
 */
public record MemorySpeed(int from, long readNanos, long writeNanos, long readMib, long writeMib) {

    /** Of both latencies the higher, in nanoseconds; 0: not told. */
    public long nanos() {
        return Math.max(readNanos, writeNanos);
    }

    /** Of both bandwidths the lower that is told, in MiB/s; 0: not told. */
    public long mib() {
        return readMib == 0 || writeMib == 0 ? Math.max(readMib, writeMib) : Math.min(readMib, writeMib);
    }
}
