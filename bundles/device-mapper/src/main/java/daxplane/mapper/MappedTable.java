package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.block.Opening;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What a mapped device is put together of.
 *
 * @param rows     without gaps, from sector 0
 * @param openings one of each device
 * @param readOnly nobody writes through it
 */
record MappedTable(List<Row> rows, List<Opening> openings, boolean readOnly) {

    MappedTable {
        rows = List.copyOf(rows);
        openings = List.copyOf(openings);
    }

    /** @param words the words behind the type as they were given, for who loads the same table again */
    record Row(long start, long sectors, TargetType type, Target target, List<String> words) {
        long end() {
            return start + sectors;
        }
    }

    long sectors() {
        return rows.isEmpty() ? 0 : rows.getLast().end();
    }

    /** Each once, in the order of the table. */
    SequencedSet<BlockDevice> devices() {
        SequencedSet<BlockDevice> devices = new LinkedHashSet<>();
        rows.forEach(row -> devices.addAll(row.target().devices()));
        return devices;
    }

    boolean direct() {
        return directTypes() && devices().stream().allMatch(BlockDevice::direct);
    }

    /** Whether direct access goes through every piece, if the devices below have it (corpus acc-dm-mixed); where a piece lies is not looked at (corpus acc-dm-align-data). */
    boolean directTypes() {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.type().direct());
    }

    int logicalBlockBytes() {
        return devices().stream().mapToInt(BlockDevice::logicalBlockBytes).max().orElse(BlockDevice.SECTOR);
    }

    int physicalBlockBytes() {
        return devices().stream().mapToInt(BlockDevice::physicalBlockBytes).max().orElse(BlockDevice.SECTOR);
    }

    /** The last row whose start is not behind the sector. */
    Row row(long sector) {
        int low = 0;
        int high = rows.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rows.get(middle).start() <= sector) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return rows.get(low);
    }
}
