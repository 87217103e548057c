package daxplane.nvdimm.info;

import daxplane.labels.Fletcher64;
import daxplane.labels.UuidOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The info block of an arena: 4096 bytes at its start, and a copy in its last 4 KiB.
 *
 * <pre>
 *    0  "BTT_ARENA_INFO"                  64  internal size of a block    u32    88  offset of the data        u64
 *   16  uuid                              68  internal blocks             u32    96  offset of the map         u64
 *   32  uuid of the namespace, or nil     72  blocks in reserve, 256      u32   104  offset of the log         u64
 *   48  flags: 1 = in error      u32      76  size of this block, 4096    u32   112  offset of the copy        u64
 *   52  major, minor             u16 x 2  80  offset of the next arena    u64   120  zero
 *   56  size of a sector         u32          or 0                             4088  Fletcher64 over 4096     u64
 *   60  sectors                  u32
 * </pre>
 *
 * Offsets count from the start of the arena. Source: docs/kernel/namespaces.md 4.2.
 */
public record BttInfo(UUID uuid, UUID parent, int flags, int major, int minor, long sectorBytes, long sectors, long blockBytes,
        long blocks, long reserve, long nextOffset, long dataOffset, long mapOffset, long logOffset, long copyOffset) {

    public static final int BYTES = 4096;
    /** Set when the arena was found inconsistent: reads work, writes fail. */
    public static final int IN_ERROR = 1;

    private static final byte[] SIGNATURE = Arrays.copyOf("BTT_ARENA_INFO".getBytes(StandardCharsets.US_ASCII), 16);
    private static final int CHECKSUM_OFFSET = 4088;

    /** @return empty when the bytes are no such block, are damaged, or belong to another namespace; a nil parent fits all */
    public static Optional<BttInfo> parse(byte[] bytes, UUID namespace) {
        if (bytes.length < BYTES || !Arrays.equals(bytes, 0, 16, SIGNATURE, 0, 16)) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        UUID parent = UuidOrder.TEXT.read(bytes, 32);
        if (fields.getLong(CHECKSUM_OFFSET) != Fletcher64.of(bytes, 0, BYTES, CHECKSUM_OFFSET)
                || !parent.equals(UuidOrder.NIL) && !parent.equals(namespace)) {
            return Optional.empty();
        }
        return Optional.of(new BttInfo(UuidOrder.TEXT.read(bytes, 16), parent, fields.getInt(48),
                Short.toUnsignedInt(fields.getShort(52)), Short.toUnsignedInt(fields.getShort(54)), unsigned(fields, 56),
                unsigned(fields, 60), unsigned(fields, 64), unsigned(fields, 68), unsigned(fields, 72), fields.getLong(80),
                fields.getLong(88), fields.getLong(96), fields.getLong(104), fields.getLong(112)));
    }

    /** A fresh block for an arena of this shape. */
    public static BttInfo of(BttGeometry geometry, UUID uuid, UUID namespace, int major, int minor, long nextOffset) {
        return new BttInfo(uuid, namespace, 0, major, minor, geometry.sectorBytes(), geometry.sectors(), geometry.blockBytes(),
                geometry.blocks(), BttGeometry.RESERVE, nextOffset, BYTES, geometry.mapOffset(), geometry.logOffset(),
                geometry.copyOffset());
    }

    /** As it lies on media. */
    public byte[] encode() {
        byte[] bytes = new byte[BYTES];
        System.arraycopy(SIGNATURE, 0, bytes, 0, 16);
        UuidOrder.TEXT.write(uuid, bytes, 16);
        UuidOrder.TEXT.write(parent, bytes, 32);
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fields.position(48).putInt(flags).putShort((short) major).putShort((short) minor).putInt((int) sectorBytes)
                .putInt((int) sectors).putInt((int) blockBytes).putInt((int) blocks).putInt((int) reserve).putInt(BYTES)
                .putLong(nextOffset).putLong(dataOffset).putLong(mapOffset).putLong(logOffset).putLong(copyOffset);
        fields.putLong(CHECKSUM_OFFSET, Fletcher64.of(bytes, 0, BYTES, CHECKSUM_OFFSET));
        return bytes;
    }

    private static long unsigned(ByteBuffer fields, int offset) {
        return Integer.toUnsignedLong(fields.getInt(offset));
    }
}
