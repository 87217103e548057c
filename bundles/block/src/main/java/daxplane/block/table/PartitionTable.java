package daxplane.block.table;

import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Optional;

/**
 * What stands on a disk.
 *
 * @param scheme  {@code gpt} or {@code dos}
 * @param id      of the table: a GUID in lower case, or {@code 12345678}
 * @param entries in the order of their numbers
 */
public record PartitionTable(String scheme, String id, List<PartitionEntry> entries) {

    /** A disk has no more partitions than this, the kernel's DISK_MAX_PARTS. */
    public static final int MOST_PARTITIONS = 255;

    /** Unit of start and size. */
    public static final int SECTOR = 512;

    public PartitionTable {
        entries = List.copyOf(entries);
    }

    /** GPT before DOS, as the kernel asks; empty when it is neither. An unreadable sector is a table that is not there. */
    public static Optional<PartitionTable> read(SectorSource disk) {
        try {
            Optional<PartitionTable> gpt = GptTable.read(disk);
            return gpt.isPresent() ? gpt : DosTable.read(disk);
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }
}
