package daxplane.tools.ndctl;

import daxplane.host.BlockMedia;
import daxplane.host.HostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Checks the arenas of a namespace in sector mode, in the original's order: log, map, whether the last change of each lane reached the map,
 * the second info block, and whether each block belongs to one sector or one lane. Only reads; what a repair writes is a list.
 * Source: docs/kernel/namespaces.md 4.3 to 4.5; words and order of ndctl 76.1 on Linux 6.12, damage by damage.
 */
final class SectorCheck {

    /** Bytes that one read moves. */
    private static final int PIECE = 1 << 20;
    private static final int ENTRY_BYTES = 4;
    private static final int NORMAL = 0xc000_0000;

    /** @param offset from the start of the namespace; a multiple of 4096, as the length is */
    record Write(long offset, byte[] bytes) {
    }

    /** What came of an arena. */
    sealed interface Found {

        /** @param copyBad whether the second info block is to be restored; @param writes of a repair, in order */
        record Sound(boolean copyBad, List<Write> writes) implements Found {
        }

        /** Nothing that a repair mends. @param fault in the original's words */
        record Broken(String fault) implements Found {
        }
    }

    private final BlockMedia.Device media;
    private final long start;
    private final SectorInfo info;
    private final boolean repair;
    private final boolean rewriteLog;
    private final List<Write> writes = new ArrayList<>();

    SectorCheck(BlockMedia.Device media, long start, SectorInfo info, boolean repair, boolean rewriteLog) {
        this.media = media;
        this.start = start;
        this.info = info;
        this.repair = repair;
        this.rewriteLog = rewriteLog;
    }

    Found check() throws HostException {
        int logBytes = (info.lanes() * SectorLog.LANE_BYTES + SectorInfo.BYTES - 1) & -SectorInfo.BYTES;
        var log = new SectorLog(media.read(start + info.logOffset(), logBytes), info.lanes());
        var fault = log.fault(info.sectors(), info.blocks());
        if (fault.isPresent()) {
            return new Found.Broken(fault.get());
        }
        var used = new BitSet();
        boolean twice = false;
        for (long sector = 0; sector < info.sectors(); sector += PIECE / ENTRY_BYTES) {
            var map = map(sector);
            long count = Math.min(PIECE / ENTRY_BYTES, info.sectors() - sector);
            for (int i = 0; i < count; i++) {
                long block = block(map.getInt(i * ENTRY_BYTES), sector + i);
                if (block >= info.blocks()) {
                    return new Found.Broken("found a map entry that is out of bounds");
                }
                twice |= used.get((int) block);
                used.set((int) block);
            }
        }
        for (SectorLog.Entry entry : log.entries()) {
            if (complete(entry, used) && !repair) {
                return new Found.Broken("found a log entry that does not match with a map entry");
            }
        }
        byte[] copy = media.read(start + info.copyOffset(), SectorInfo.BYTES);
        boolean copyBad = !Arrays.equals(copy, info.bytes());
        if (copyBad) {
            writes.add(new Write(start + info.copyOffset(), info.bytes()));
        }
        for (SectorLog.Entry entry : log.entries()) {
            twice |= used.get((int) entry.oldBlock());
            used.set((int) entry.oldBlock());
        }
        if (twice || used.cardinality() != info.blocks()) {
            return new Found.Broken("bitmap error: internal blocks are incorrectly referenced");
        }
        if (rewriteLog) {
            writes.add(new Write(start + info.logOffset(), Arrays.copyOf(log.rewritten(), logBytes)));
        }
        return new Found.Sound(copyBad, List.copyOf(writes));
    }

    private ByteBuffer map(long sector) throws HostException {
        long end = info.mapOffset() + info.sectors() * ENTRY_BYTES + SectorInfo.BYTES - 1 & -SectorInfo.BYTES;
        long from = info.mapOffset() + sector * ENTRY_BYTES;
        return ByteBuffer.wrap(media.read(start + from, (int) Math.min(PIECE, end - from))).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An entry that was never written stands for the block of the same number. */
    private static long block(int entry, long sector) {
        return entry >>> 30 == 0 ? sector : entry & SectorLog.BLOCK;
    }

    /**
     * A change that reached the log and not the map is finished, as the kernel would: the map still shows the old block.
     *
     * @return whether there was one
     */
    private boolean complete(SectorLog.Entry entry, BitSet used) throws HostException {
        long at = info.mapOffset() + entry.sector() * ENTRY_BYTES & -SectorInfo.BYTES;
        byte[] page = pending(start + at).orElse(media.read(start + at, SectorInfo.BYTES));
        var map = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int place = (int) (info.mapOffset() + entry.sector() * ENTRY_BYTES - at);
        long block = block(map.getInt(place), entry.sector());
        boolean unfinished = block == entry.oldBlock() && block != entry.newBlock();
        if (unfinished) {
            map.putInt(place, (int) entry.newBlock() | NORMAL);
            writes.removeIf(write -> write.offset() == start + at);
            writes.add(new Write(start + at, page));
            used.clear((int) block);
            used.set((int) entry.newBlock());
        }
        return unfinished;
    }

    private Optional<byte[]> pending(long offset) {
        return writes.stream().filter(write -> write.offset() == offset).map(Write::bytes).findFirst();
    }

    /** Where an info block is lost, the second one at the end of the arena tells where it was. Empty when that is lost as well. */
    static Optional<Write> recover(BlockMedia.Device media, List<Long> starts) throws HostException {
        for (long start : starts) {
            long end = media.bytes() & -SectorInfo.BYTES;
            var copy = SectorInfo.read(media.read(end - SectorInfo.BYTES, SectorInfo.BYTES));
            if (copy.isPresent() && end - SectorInfo.BYTES - copy.get().copyOffset() == start) {
                return Optional.of(new Write(start, copy.get().bytes()));
            }
        }
        return Optional.empty();
    }
}
