package daxplane.block.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A partition table before it is written. Units are logical blocks.
 *
 * @param id         GUID of a GPT; {@code 12345678} of a DOS table
 * @param firstBlock first one that partitions may have; of a GPT it is written down
 * @param parts      in the order of their numbers
 */
public record PartitionPlan(String scheme, String id, int blockBytes, long blocks, long firstBlock, List<Part> parts) {

    /** GUID of Linux file systems. */
    public static final String LINUX = "0fc63daf-8483-4772-8e79-3d69d8477de4";

    public PartitionPlan {
        parts = List.copyOf(parts);
    }

    /** @param uuid empty in a DOS table */
    public record Part(int number, long first, long blocks, String type, Optional<String> uuid) {
        public long end() {
            return first + blocks;
        }

        public boolean extended() {
            return List.of("5", "f", "85").contains(type);
        }

        boolean logical() {
            return number >= 5;
        }
    }

    public boolean gpt() {
        return scheme.equals("gpt");
    }

    /** Blocks that the entries of a GPT take. */
    static long entryBlocks(int blockBytes) {
        return (GptTable.ENTRIES * GptTable.ENTRY_BYTES + blockBytes - 1) / blockBytes;
    }

    /** The last block that a partition may have. */
    public long lastBlock() {
        return gpt() ? blocks - 2 - entryBlocks(blockBytes) : blocks - 1;
    }

    /** Where partitions begin when nobody says otherwise: behind the first mebibyte. */
    public static long defaultFirst(int blockBytes) {
        return (1 << 20) / blockBytes;
    }

    /** What stands on a disk, to be changed. */
    public static PartitionPlan of(PartitionTable table, SectorSource disk) {
        int unit = disk.blockBytes() / PartitionTable.SECTOR;
        List<Part> parts = new ArrayList<>();
        for (PartitionEntry entry : table.entries()) {
            parts.add(new Part(entry.number(), entry.startSector() / unit, entry.sectors() / unit, entry.type(),
                    table.scheme().equals("gpt") ? Optional.of(entry.uuid()) : Optional.empty()));
        }
        return new PartitionPlan(table.scheme(), table.id(), disk.blockBytes(), disk.bytes() / disk.blockBytes(), defaultFirst(disk.blockBytes()), parts);
    }

    public PartitionPlan with(List<Part> changed) {
        return new PartitionPlan(scheme, id, blockBytes, blocks, firstBlock, changed);
    }

    /** The lowest number that nobody has, of logical partitions from 5. */
    public int freeNumber(boolean logical) {
        int number = logical ? 5 : 1;
        while (taken(number)) {
            number++;
        }
        return number;
    }

    private boolean taken(int number) {
        return parts.stream().anyMatch(part -> part.number() == number);
    }
}
