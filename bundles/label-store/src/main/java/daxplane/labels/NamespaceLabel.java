package daxplane.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What one DIMM knows of one namespace.
 *
 * <pre>
 *    0  uuid, in text order      16 bytes  104  start on this DIMM          u64
 *   16  name, NUL padded         64 bytes  112  bytes on this DIMM          u64
 *   80  flags                    u32       120  slot that holds it          u32
 *   84  DIMMs in the set         u16       124  alignment exponent          u8
 *   86  position in the set      u16       125  zero                        3 bytes
 *   88  interleave-set cookie    u64       128  type GUID, mixed order      16 bytes   from here on
 *   96  logical block size       u64       144  abstraction GUID, mixed     16 bytes   version 1.2 only
 *                                          160  zero                        88 bytes
 *                                          248  Fletcher64 over 256 bytes   u64
 * </pre>
 *
 * Source: docs/kernel/labels.md 2.1.
 *
 * @param lbaSize 0 means 512
 * @param dpa     device physical address, an offset inside the DIMM
 * @param rawSize bytes on this DIMM, not of the whole namespace
 * @param type    nil in labels of version 1.1
 */
public record NamespaceLabel(UUID uuid, String name, int flags, int labels, int position, long cookie, long lbaSize, long dpa,
        long rawSize, int slot, int alignment, UUID type, UUID abstractionGuid) {

    public static final int READ_ONLY = 1;
    public static final int LOCAL = 2;
    /** Set by the first of the two passes of an update, cleared by the second. Linux ignores it when reading. */
    public static final int UPDATING = 8;
    /** Longest name in bytes; one of the 64 stays NUL. */
    public static final int LONGEST_NAME = 63;

    private static final int NAME_OFFSET = 16;
    private static final int NAME_FIELD = 64;
    private static final int CHECKSUM_OFFSET = 248;

    public Abstraction abstraction() {
        return Abstraction.of(abstractionGuid);
    }

    public boolean updating() {
        return (flags & UPDATING) != 0;
    }

    public NamespaceLabel withFlags(int newFlags) {
        return new NamespaceLabel(uuid, name, newFlags, labels, position, cookie, lbaSize, dpa, rawSize, slot, alignment, type,
                abstractionGuid);
    }

    public NamespaceLabel withSlot(int newSlot) {
        return new NamespaceLabel(uuid, name, flags, labels, position, cookie, lbaSize, dpa, rawSize, newSlot, alignment, type,
                abstractionGuid);
    }

    /** Reads a slot without judging it; see {@link #checksumHolds}. */
    static NamespaceLabel decode(byte[] bytes, LabelFormat format) {
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean typed = format == LabelFormat.V1_2;
        return new NamespaceLabel(UuidOrder.TEXT.read(bytes, 0), name(bytes), fields.getInt(80),
                Short.toUnsignedInt(fields.getShort(84)), Short.toUnsignedInt(fields.getShort(86)), fields.getLong(88),
                fields.getLong(96), fields.getLong(104), fields.getLong(112), fields.getInt(120),
                Byte.toUnsignedInt(fields.get(124)), typed ? UuidOrder.MIXED.read(bytes, 128) : UuidOrder.NIL,
                typed ? UuidOrder.MIXED.read(bytes, 144) : UuidOrder.NIL);
    }

    /** The bytes of the slot. A longer name is cut, as the field is. */
    byte[] encode(LabelFormat format) {
        byte[] bytes = new byte[format.labelBytes()];
        UuidOrder.TEXT.write(uuid, bytes, 0);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, NAME_OFFSET, Math.min(text.length, NAME_FIELD));
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fields.position(80).putInt(flags).putShort((short) labels).putShort((short) position).putLong(cookie).putLong(lbaSize)
                .putLong(dpa).putLong(rawSize).putInt(slot).put((byte) alignment);
        if (format == LabelFormat.V1_2) {
            UuidOrder.MIXED.write(type, bytes, 128);
            UuidOrder.MIXED.write(abstractionGuid, bytes, 144);
            fields.putLong(CHECKSUM_OFFSET, Fletcher64.of(bytes, 0, bytes.length, CHECKSUM_OFFSET));
        }
        return bytes;
    }

    /** Whether the checksum in the bytes is right; version 1.1 has none and is always right. */
    static boolean checksumHolds(byte[] bytes, LabelFormat format) {
        return format == LabelFormat.V1_1 || checksum(bytes) == Fletcher64.of(bytes, 0, bytes.length, CHECKSUM_OFFSET);
    }

    private static long checksum(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(CHECKSUM_OFFSET);
    }

    private static String name(byte[] bytes) {
        int end = NAME_OFFSET;
        while (end < NAME_OFFSET + NAME_FIELD && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, NAME_OFFSET, end - NAME_OFFSET, StandardCharsets.UTF_8);
    }
}
