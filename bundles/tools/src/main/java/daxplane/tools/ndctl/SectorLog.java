package daxplane.tools.ndctl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of an arena: 64 bytes for each lane with two entries that are written in turn, {sector, old block, new block, sequence}, each
 * u32. They are in slots 0 and 1; old kernels used 0 and 2. docs/kernel/namespaces.md 4.4.
 */
final class SectorLog {

    static final int LANE_BYTES = 64;
    private static final int ENTRY_BYTES = 16;
    private static final int SLOTS = LANE_BYTES / ENTRY_BYTES;
    private static final int MOST_SEQUENCE = 3;
    /** What is no flag of a block. */
    static final int BLOCK = 0x3fff_ffff;

    /**
     * The last change of a lane: what the sector's map entry was, and became.
     *
     * @param oldBlock with the mark that it could not be read, if the kernel has made it good by this change: for the original no block at
     *     all (corpus nt-err-btt, step 14)
     */
    record Entry(long sector, long oldBlock, long newBlock, int sequence) {

        private static Entry read(ByteBuffer log, int at) {
            return new Entry(Integer.toUnsignedLong(log.getInt(at)), Integer.toUnsignedLong(log.getInt(at + 4)), log.getInt(at + 8) & BLOCK, log.getInt(at + 12));
        }

        private boolean isEmpty() {
            return sector == 0 && oldBlock == 0 && newBlock == 0 && sequence == 0;
        }
    }

    private final ByteBuffer log;
    private final int lanes;
    private final int second;

    SectorLog(byte[] bytes, int lanes) {
        this.log = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.lanes = lanes;
        this.second = secondSlot();
    }

    private int secondSlot() {
        for (int lane = 0; lane < lanes; lane++) {
            for (int slot = 1; slot < SLOTS; slot++) {
                if (!entry(lane, slot).isEmpty()) {
                    return slot;
                }
            }
        }
        return 1;
    }

    private Entry entry(int lane, int slot) {
        return Entry.read(log, lane * LANE_BYTES + slot * ENTRY_BYTES);
    }

    /** The later one of a lane. */
    Entry newest(int lane) {
        Entry one = entry(lane, 0);
        Entry other = entry(lane, second);
        if (one.sequence() == 0 || other.sequence() == 0) {
            return one.sequence() == 0 ? other : one;
        }
        return other.sequence() == one.sequence() % MOST_SEQUENCE + 1 ? other : one;
    }

    /** What is wrong with an entry, in the original's words and order. */
    Optional<String> fault(long sectors, long blocks) {
        for (int lane = 0; lane < lanes; lane++) {
            int one = entry(lane, 0).sequence();
            int other = entry(lane, second).sequence();
            if (one == other) {
                return Optional.of("found a pair of log entries with the same sequence number");
            }
            Entry entry = newest(lane);
            if (Integer.compareUnsigned(one, MOST_SEQUENCE) > 0 || Integer.compareUnsigned(other, MOST_SEQUENCE) > 0) {
                return Optional.of("found a log entry with an out of bounds sequence number");
            }
            if (entry.sector() >= sectors) {
                return Optional.of("found a log entry with an out of bounds LBA");
            }
            if (entry.oldBlock() >= blocks) {
                return Optional.of("found a log entry with an out of bounds 'old' mapping");
            }
            if (entry.newBlock() >= blocks) {
                return Optional.of("found a log entry with an out of bounds 'new' mapping");
            }
        }
        return Optional.empty();
    }

    /**
     * The log as it would be after its last changes: the newest entry of each lane in its first slot, with the first sequence. Old kernels
     * and new ones read it alike.
     */
    byte[] rewritten() {
        ByteBuffer fresh = ByteBuffer.allocate(lanes * LANE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int lane = 0; lane < lanes; lane++) {
            int at = lane * LANE_BYTES + (newest(lane).equals(entry(lane, 0)) ? 0 : second) * ENTRY_BYTES;
            fresh.position(lane * LANE_BYTES).putInt(log.getInt(at)).putInt(log.getInt(at + 4)).putInt(log.getInt(at + 8)).putInt(1);
        }
        return fresh.array();
    }

    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (int lane = 0; lane < lanes; lane++) {
            entries.add(newest(lane));
        }
        return entries;
    }
}
