package daxplane.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One of the two index blocks: which slots hold live labels.
 *
 * <pre>
 *    0  signature "NAMESPACE_INDEX\0"      40  offset of the other block   u64
 *   16  flags, 0                 3 bytes   48  offset of the labels        u64
 *   19  label size / 256         u8        56  number of slots             u32
 *   20  sequence                 u32       60  major 1                     u16
 *   24  own offset               u64       62  minor 1 or 2                u16
 *   32  own size S               u64       64  Fletcher64 over S bytes     u64
 *   72  one bit a slot, lowest first: 1 = free; zero up to S
 * </pre>
 *
 * All little-endian. Bits from the number of slots upwards mean nothing but are part of the checksum, and are kept as found:
 * ndctl leaves ones there, the kernel zeros. Immutable. Source: docs/kernel/labels.md 1.2.
 */
public final class IndexBlock {

    static final int HEADER_BYTES = 72;
    private static final byte[] SIGNATURE = "NAMESPACE_INDEX\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM_OFFSET = 64;
    private static final byte ALL_FREE = -1;
    /** From here on (major * 100 + minor) the label size stands in the block; before, it is always 128. */
    private static final int FIRST_VERSION_WITH_SIZE = 102;

    private final byte[] bytes;

    private IndexBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What a reader finds in an area; call {@link #fault} before believing any of it. */
    static IndexBlock read(byte[] bytes, int offset, int length) {
        return new IndexBlock(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /**
     * A block with every slot free.
     *
     * @param which  0 or 1
     * @param before what lies in its place; what is behind the bitmap of this layout, up to a multiple of 64 bits, stays as it is
     */
    static IndexBlock allFree(AreaLayout layout, int which, int sequence, UnusedBits unused, byte[] before) {
        byte[] bytes = Arrays.copyOf(before, layout.indexBytes());
        int words = (layout.slots() + Long.SIZE - 1) / Long.SIZE * Long.SIZE;
        int bits = unused == UnusedBits.ONE ? words : layout.slots();
        for (int bit = 0; bit < Math.min(words, (bytes.length - HEADER_BYTES) * Byte.SIZE); bit++) {
            int mask = 1 << bit % Byte.SIZE;
            int at = HEADER_BYTES + bit / Byte.SIZE;
            bytes[at] = (byte) (bit < bits ? bytes[at] | mask : bytes[at] & ~mask);
        }
        buffer(bytes).putInt(56, layout.slots());
        return new IndexBlock(bytes).written(layout, which, sequence);
    }

    /** This block's bitmap and number of slots in a header for the given place, sealed with its checksum. */
    IndexBlock written(AreaLayout layout, int which, int sequence) {
        byte[] copy = bytes.clone();
        ByteBuffer header = buffer(copy);
        header.put(SIGNATURE).put(new byte[3]).put((byte) (layout.format().labelBytes() >> 8)).putInt(sequence)
                .putLong(layout.indexOffset(which)).putLong(layout.indexBytes()).putLong(layout.indexOffset(1 - which))
                .putLong(layout.labelsOffset()).putInt(slots()).putShort((short) 1)
                .putShort((short) layout.format().minor());
        header.putLong(CHECKSUM_OFFSET, Fletcher64.of(copy, 0, copy.length, CHECKSUM_OFFSET));
        return new IndexBlock(copy);
    }

    /** This block with slots marked free or in use; its checksum is stale until it is {@link #written}. */
    IndexBlock marked(boolean free, Iterable<Integer> slots) {
        byte[] copy = bytes.clone();
        for (int slot : slots) {
            int at = HEADER_BYTES + slot / Byte.SIZE;
            int bit = 1 << slot % Byte.SIZE;
            copy[at] = (byte) (free ? copy[at] | bit : copy[at] & ~bit);
        }
        return new IndexBlock(copy);
    }

    /** Why it does not count when read as index block {@code which} of such an area. */
    Optional<IndexFault> fault(AreaLayout layout, int which, IndexChecks checks) {
        if (!Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return Optional.of(IndexFault.SIGNATURE);
        }
        if (labelBytes() != layout.format().labelBytes()) {
            return Optional.of(IndexFault.LABEL_SIZE);
        }
        if (checksum() != Fletcher64.of(bytes, 0, bytes.length, CHECKSUM_OFFSET)) {
            return Optional.of(IndexFault.CHECKSUM);
        }
        if ((sequence() & 3) == 0) {
            return Optional.of(IndexFault.SEQUENCE);
        }
        return misplaced(layout, which, checks);
    }

    private Optional<IndexFault> misplaced(AreaLayout layout, int which, IndexChecks checks) {
        if (ownOffset() != layout.indexOffset(which)) {
            return Optional.of(IndexFault.OWN_OFFSET);
        }
        if (otherOffset() != layout.indexOffset(1 - which)) {
            return Optional.of(IndexFault.OTHER_OFFSET);
        }
        if (checks == IndexChecks.KERNEL && labelsOffset() != layout.labelsOffset()) {
            return Optional.of(IndexFault.LABEL_OFFSET);
        }
        if (ownBytes() < HEADER_BYTES || ownBytes() > layout.indexBytes()) {
            return Optional.of(IndexFault.SIZE);
        }
        long slots = Integer.toUnsignedLong(slots());
        boolean labelsFit = slots * layout.format().labelBytes() + layout.labelsOffset() <= layout.areaBytes();
        boolean bitmapFits = HEADER_BYTES + (slots + Byte.SIZE - 1) / Byte.SIZE <= layout.indexBytes();
        return labelsFit && bitmapFits ? Optional.empty() : Optional.of(IndexFault.SLOTS);
    }

    public boolean isFree(int slot) {
        return (bytes[HEADER_BYTES + slot / Byte.SIZE] >> slot % Byte.SIZE & 1) != 0;
    }

    public int freeSlots() {
        return slots() - usedSlots().length;
    }

    /** In rising order. Bytes of the bitmap that are all free, which most are, are passed over at once. */
    int[] usedSlots() {
        int slots = slots();
        IntStream.Builder used = IntStream.builder();
        for (int slot = 0; slot < slots; slot++) {
            if (slot % Byte.SIZE == 0 && bytes[HEADER_BYTES + slot / Byte.SIZE] == ALL_FREE) {
                slot += Byte.SIZE - 1;
            } else if (!isFree(slot)) {
                used.add(slot);
            }
        }
        return used.build().toArray();
    }

    public int sequence() {
        return buffer(bytes).getInt(20);
    }

    public int slots() {
        return buffer(bytes).getInt(56);
    }

    public int major() {
        return Short.toUnsignedInt(buffer(bytes).getShort(60));
    }

    public int minor() {
        return Short.toUnsignedInt(buffer(bytes).getShort(62));
    }

    public long ownOffset() {
        return buffer(bytes).getLong(24);
    }

    public long ownBytes() {
        return buffer(bytes).getLong(32);
    }

    public long otherOffset() {
        return buffer(bytes).getLong(40);
    }

    public long labelsOffset() {
        return buffer(bytes).getLong(48);
    }

    public long checksum() {
        return buffer(bytes).getLong(CHECKSUM_OFFSET);
    }

    /** Size of a label as the block says it; a shift that no label can have gives 0. */
    public int labelBytes() {
        if (major() * 100 + minor() < FIRST_VERSION_WITH_SIZE) {
            return LabelFormat.V1_1.labelBytes();
        }
        int code = Byte.toUnsignedInt(bytes[19]);
        return code < 16 ? 128 << code : 0;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexBlock block && Arrays.equals(bytes, block.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "sequence " + sequence() + ", " + slots() + " slots, checksum " + Long.toHexString(checksum());
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What stands in the bitmap behind the last slot, up to the next multiple of 64. */
    public enum UnusedBits {
        /** As the kernel initialises. */
        ZERO,
        /** As ndctl init-labels does. */
        ONE
    }
}
