package daxplane.driver.btt;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.translation.Medium;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of an arena: for each of 256 lanes 64 bytes with two entries that are written in turn. They are in slots 0 and 1; old
 * kernels used 0 and 2. Source: docs/kernel/namespaces.md 4.4.
 */
final class LaneLog {

    private static final int SLOTS = BttGeometry.LANE_BYTES / LogEntry.BYTES;

    private final Medium medium;
    private final long offset;
    private final List<Integer> slots;

    private LaneLog(Medium medium, long offset, List<Integer> slots) {
        this.medium = medium;
        this.offset = offset;
        this.slots = slots;
    }

    /** Finds out which two slots are in use. ENXIO neither of the known pairs. */
    static LaneLog open(Medium medium, long offset) throws KernelException {
        byte[] log = medium.read(offset, (int) BttGeometry.RESERVE * BttGeometry.LANE_BYTES);
        List<Integer> used = new ArrayList<>();
        for (int lane = 0; lane < BttGeometry.RESERVE && used.size() < 2; lane++) {
            byte[] group = java.util.Arrays.copyOfRange(log, lane * BttGeometry.LANE_BYTES, (lane + 1) * BttGeometry.LANE_BYTES);
            for (int slot = 0; slot < SLOTS; slot++) {
                if (!LogEntry.read(group, slot).empty() && !used.contains(slot) && used.size() < 2) {
                    used.add(slot);
                }
            }
        }
        List<Integer> sorted = used.stream().sorted().toList();
        if (sorted.size() < 2) {
            sorted = sorted.equals(List.of(0)) ? List.of(0, 1) : sorted;
        }
        if (!sorted.equals(List.of(0, 1)) && !sorted.equals(List.of(0, 2))) {
            throw new KernelException(Errno.ENXIO, "the log uses slots " + sorted);
        }
        return new LaneLog(medium, offset, sorted);
    }

    /** The newer entry of a lane, and where the next one goes. */
    record Lane(LogEntry newest, int nextSlot) {
    }

    /** EIO the two entries cannot have been written one after the other. */
    Lane lane(int number) throws KernelException {
        byte[] group = medium.read(offset + (long) number * BttGeometry.LANE_BYTES, BttGeometry.LANE_BYTES);
        LogEntry first = LogEntry.read(group, slots.get(0));
        LogEntry second = LogEntry.read(group, slots.get(1));
        boolean secondIsNewer = secondIsNewer(first.sequence(), second.sequence());
        return new Lane(secondIsNewer ? second : first, secondIsNewer ? slots.get(0) : slots.get(1));
    }

    private static boolean secondIsNewer(int first, int second) throws KernelException {
        if (first == 0 && second != 0 || second == 0 && first != 0) {
            return first == 0;
        }
        if (first == second || Integer.compareUnsigned(first, 3) > 0 || Integer.compareUnsigned(second, 3) > 0) {
            throw new KernelException(Errno.EIO, "log sequences " + first + " and " + second);
        }
        return second == first % 3 + 1;
    }

    /** In two stores of 8 bytes: the second one carries the sequence, and commits. */
    void write(int lane, int slot, LogEntry entry) throws KernelException {
        long at = offset + (long) lane * BttGeometry.LANE_BYTES + (long) slot * LogEntry.BYTES;
        byte[] bytes = entry.encode();
        medium.write(at, java.util.Arrays.copyOfRange(bytes, 0, 8));
        medium.write(at + 8, java.util.Arrays.copyOfRange(bytes, 8, 16));
    }
}
