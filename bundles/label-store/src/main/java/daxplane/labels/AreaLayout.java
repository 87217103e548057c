package daxplane.labels;

import java.util.Optional;

/**
 * Where things lie in a label area of a given size.
 *
 * <pre>
 *   0            S            2S                2S + k*L                          size
 *   | index 0    | index 1    | label 0 | label 1 | ... | label slots-1 | unused   |
 * </pre>
 *
 * Source: docs/kernel/labels.md 1.1. The size of an index block depends on the number of slots, and so on the format: from 256 KiB
 * upwards a reader of the other format looks for the second index block in another place.
 *
 * @param areaBytes  size of the whole area
 * @param indexBytes S, a multiple of 256
 * @param slots      how many labels a writer lays out; a reader goes by the number that stands in the index block
 */
public record AreaLayout(int areaBytes, LabelFormat format, int indexBytes, int slots) {

    /** The smallest area that holds two labels of 256 bytes; also the least that a kernel accepts. */
    public static final int SMALLEST = 1024;
    /** The largest envelope of the kernel's config-data calls. */
    public static final int LARGEST = 4 << 20;
    /** A set is written twice before the old label goes: fewer than two slots cannot hold even one namespace. */
    private static final int FEWEST_SLOTS = 2;
    private static final int INDEX_UNIT = 256;

    /** @return empty when the area is too small for the format, or larger than any area can be */
    public static Optional<AreaLayout> of(int areaBytes, LabelFormat format) {
        if (areaBytes < SMALLEST || areaBytes > LARGEST) {
            return Optional.empty();
        }
        int roughIndexBytes = indexBytes(areaBytes / format.labelBytes());
        if (areaBytes < 2 * roughIndexBytes) {
            return Optional.empty();
        }
        int slots = (areaBytes - 2 * roughIndexBytes) / format.labelBytes();
        int indexBytes = indexBytes(slots);
        if (slots < FEWEST_SLOTS || 2 * indexBytes > areaBytes - slots * format.labelBytes()) {
            return Optional.empty();
        }
        return Optional.of(new AreaLayout(areaBytes, format, indexBytes, slots));
    }

    /** Offset of index block 0 or 1. */
    public int indexOffset(int which) {
        return which * indexBytes;
    }

    public int labelsOffset() {
        return 2 * indexBytes;
    }

    public int labelOffset(int slot) {
        return labelsOffset() + slot * format.labelBytes();
    }

    private static int indexBytes(int slots) {
        int bytes = IndexBlock.HEADER_BYTES + (slots + Byte.SIZE - 1) / Byte.SIZE;
        return (bytes + INDEX_UNIT - 1) / INDEX_UNIT * INDEX_UNIT;
    }
}
