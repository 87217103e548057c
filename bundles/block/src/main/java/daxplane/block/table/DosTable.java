package daxplane.block.table;

import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * DOS partition table.
 *
 * <pre>
 *   440  id of the disk, 4 bytes       446  four entries of 16 bytes      510  55 aa
 *   entry: 0 0x80 bootable or 0   4 type   8 first block   12 blocks, little endian
 * </pre>
 *
 * <p>An extended partition holds a chain of such tables, each with one logical partition and a link to the next; logical
 * partitions have numbers from 5. The chain may lie: it is followed 100 times at most, and never to a table twice.
 */
public final class DosTable {

    private static final int ENTRIES_AT = 446;
    private static final int FIRST_LOGICAL = 5;
    private static final int MOST_LINKS = 100;
    private static final Set<Integer> EXTENDED = Set.of(0x05, 0x0f, 0x85);

    private DosTable() {
    }

    private record Raw(int boot, int type, long first, long blocks) {
    }

    static Optional<PartitionTable> read(SectorSource disk) throws KernelException {
        if (disk.bytes() < disk.blockBytes()) {
            return Optional.empty();
        }
        byte[] sector = disk.read(0, PartitionTable.SECTOR);
        if (!signed(sector)) {
            return Optional.empty();
        }
        int unit = disk.blockBytes() / PartitionTable.SECTOR;
        String id = "%02x%02x%02x%02x".formatted(sector[443], sector[442], sector[441], sector[440]);
        List<PartitionEntry> found = new ArrayList<>();
        List<PartitionEntry> logical = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Raw raw = raw(sector, i);
            if ((raw.boot() & 0x7f) != 0) {
                return Optional.empty();                    // the boot sector of a file system
            }
            if (raw.blocks() == 0) {
                continue;
            }
            boolean extended = EXTENDED.contains(raw.type());
            found.add(entry(i + 1, raw, raw.first(), unit, id, extended));
            if (extended) {
                chain(disk, raw.first(), unit, id, logical);
            }
        }
        found.addAll(logical);
        return found.isEmpty() && allZero(sector) ? Optional.empty() : Optional.of(new PartitionTable("dos", id, found));
    }

    private static void chain(SectorSource disk, long start, int unit, String id, List<PartitionEntry> logical) throws KernelException {
        Set<Long> seen = new HashSet<>();
        long at = start;
        while (seen.add(at) && seen.size() <= MOST_LINKS && logical.size() + FIRST_LOGICAL <= PartitionTable.MOST_PARTITIONS) {
            if (at < 0 || at >= disk.bytes() / disk.blockBytes()) {
                return;
            }
            byte[] sector = disk.read(at * disk.blockBytes(), PartitionTable.SECTOR);
            if (!signed(sector)) {
                return;
            }
            Optional<Long> next = Optional.empty();
            for (int i = 0; i < 4; i++) {
                Raw raw = raw(sector, i);
                if (raw.blocks() == 0) {
                    continue;
                }
                if (EXTENDED.contains(raw.type())) {
                    next = next.isPresent() ? next : Optional.of(start + raw.first());
                } else if (i < 2 || raw.first() + raw.blocks() <= disk.bytes() / disk.blockBytes()) {
                    logical.add(entry(FIRST_LOGICAL + logical.size(), raw, at + raw.first(), unit, id, false));
                }
            }
            if (next.isEmpty()) {
                return;
            }
            at = next.get();
        }
    }

    private static PartitionEntry entry(int number, Raw raw, long first, int unit, String id, boolean extended) {
        return new PartitionEntry(number, first * unit, raw.blocks() * unit, "%x".formatted(raw.type()), "%s-%02x".formatted(id, number), extended);
    }

    private static boolean signed(byte[] sector) {
        return (sector[510] & 0xff) == 0x55 && (sector[511] & 0xff) == 0xaa;
    }

    private static boolean allZero(byte[] sector) {
        for (int i = 0; i < ENTRIES_AT; i++) {
            if (sector[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Raw raw(byte[] sector, int index) {
        int at = ENTRIES_AT + 16 * index;
        return new Raw(sector[at] & 0xff, sector[at + 4] & 0xff, unsigned(sector, at + 8), unsigned(sector, at + 12));
    }

    private static long unsigned(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) | (bytes[at + 1] & 0xffL) << 8 | (bytes[at + 2] & 0xffL) << 16 | (bytes[at + 3] & 0xffL) << 24;
    }
}
