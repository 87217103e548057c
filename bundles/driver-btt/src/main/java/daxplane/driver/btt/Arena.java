package daxplane.driver.btt;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.translation.Medium;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An arena: its map says which block holds a sector, its log which block is free. A write goes to the free block of a lane, then
 * to the log, then to the map; the block that held the sector becomes the free one. Source: docs/kernel/namespaces.md 4.3 and 4.5.
 */
final class Arena {

    /** One writer at a time, so that one lane does. */
    private static final int LANE = 0;
    private static final int ZERO = 1;
    private static final int ERROR = 2;
    private static final long BLOCK = 0x3fff_ffffL;
    private static final long NORMAL = 0xc000_0000L;

    private final Medium medium;
    private final long start;
    private final BttInfo info;
    private final LaneLog log;

    Arena(Medium medium, long start, BttInfo info) throws KernelException {
        this.medium = medium;
        this.start = start;
        this.info = info;
        this.log = LaneLog.open(medium, start + info.logOffset());
    }

    long sectors() {
        return info.sectors();
    }

    /** A map entry: the block, and whether the sector is zero or lost instead. */
    private record MapEntry(long block, int flags) {
    }

    private MapEntry map(long sector) throws KernelException {
        long raw = Integer.toUnsignedLong(ByteBuffer.wrap(medium.read(mapAt(sector), 4)).order(ByteOrder.LITTLE_ENDIAN).getInt());
        return switch ((int) (raw >>> 30)) {
            case 0 -> new MapEntry(sector, 0);      // never written: still where it was made
            case 1 -> new MapEntry(raw & BLOCK, ERROR);
            case 2 -> new MapEntry(raw & BLOCK, ZERO);
            default -> new MapEntry(raw & BLOCK, 0);
        };
    }

    private void map(long sector, long block) throws KernelException {
        medium.write(mapAt(sector), ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) (block | NORMAL)).array());
    }

    byte[] read(long sector, int length) throws KernelException {
        MapEntry entry = map(sector);
        if (entry.flags() == ZERO) {
            return new byte[length];
        }
        if (entry.flags() == ERROR) {
            throw new KernelException(Errno.EIO, "sector " + sector + " is marked as lost");
        }
        try {
            return medium.read(blockAt(checked(entry.block())), length);
        } catch (KernelException failure) {
            if (failure.errno() == Errno.EIO && entry.block() < info.blocks()) {
                mark(sector, entry.block());
            }
            throw failure;
        }
    }

    /** So that the next write to the sector makes the block good that cannot be read. */
    private void mark(long sector, long block) throws KernelException {
        medium.write(mapAt(sector), ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) (block | 1L << 30)).array());
    }

    /** A block that could not be read, and that nobody uses now, is written: that makes it good. */
    private void heal(long block) throws KernelException {
        medium.write(blockAt(block), new byte[(int) info.blockBytes()]);
    }

    void write(long sector, byte[] bytes) throws KernelException {
        if ((info.flags() & BttInfo.IN_ERROR) != 0) {
            throw new KernelException(Errno.EIO, "the arena is in error");
        }
        LaneLog.Lane lane = log.lane(LANE);
        long free = checked(lane.newest().oldBlock());
        medium.write(blockAt(free), Arrays.copyOf(bytes, (int) Math.max(bytes.length, info.sectorBytes())));
        MapEntry old = map(sector);
        long oldMap = checked(old.block()) | (old.flags() == ERROR ? 1L << 30 : 0);
        log.write(LANE, lane.nextSlot(), new LogEntry(sector, oldMap, free, lane.newest().nextSequence()));
        map(sector, free);
        if (old.flags() == ERROR) {
            heal(old.block());
        }
    }

    /** Completes what was written down in the log and did not get into the map. EIO the log makes no sense. */
    void recover() throws KernelException {
        for (int number = 0; number < BttGeometry.RESERVE; number++) {
            LogEntry newest = log.lane(number).newest();
            if (newest.oldMap() == newest.newMap() || newest.sector() >= info.sectors()) {
                continue;
            }
            MapEntry entry = map(newest.sector());
            if (entry.block() != newest.newBlock() && entry.block() == newest.oldBlock()) {
                map(newest.sector(), checked(newest.newBlock()));
            }
        }
    }

    private long checked(long block) throws KernelException {
        if (block >= info.blocks()) {
            throw new KernelException(Errno.EIO, "block " + block + " of " + info.blocks());
        }
        return block;
    }

    private long mapAt(long sector) {
        return start + info.mapOffset() + 4 * sector;
    }

    private long blockAt(long block) {
        return start + info.dataOffset() + block * info.blockBytes();
    }
}
