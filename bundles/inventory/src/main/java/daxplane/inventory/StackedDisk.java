package daxplane.inventory;

import java.util.List;

/**
 * A block device that lies on others which are ours: a partition of one, or a volume over several.
 *
 * @param name      kernel name, {@code pmem0p1} or {@code dm-0}
 * @param start     of a partition: its first byte in the disk; of a volume 0, no attribute tells its table
 * @param label     what people call a volume, {@code data} of {@code /dev/mapper/data}; empty for a partition
 * @param suspended whether a volume holds back what is written to it
 * @param below     what it lies on, by name
 */
public record StackedDisk(String name, Kind kind, long bytes, long start, String label, boolean suspended, List<String> below) {

    /** What it is. */
    public enum Kind {
        PARTITION, VOLUME
    }

    public StackedDisk {
        below = below.stream().sorted().distinct().toList();
    }

    /** Kernel name, label, and the path of its node below {@code /dev}: {@code dm-0}, {@code data}, {@code mapper/data}. */
    public List<String> names() {
        return label.isEmpty() ? List.of(name) : List.of(name, label, "mapper/" + label);
    }

    boolean isCalled(String word) {
        return names().contains(word);
    }

    String text() {
        return switch (kind) {
            case PARTITION -> "partition " + name + " of " + String.join(", ", below) + ", " + new ByteSize(bytes) + " from byte " + Long.toUnsignedString(start);
            case VOLUME -> "volume " + name + " (" + label + ")" + (below.isEmpty() ? ", no table" : " over " + String.join(", ", below) + ", " + new ByteSize(bytes))
                    + (suspended ? ", suspended" : "");
        };
    }
}
