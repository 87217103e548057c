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
 * The info block of a namespace whose pages have struct pages: fsdax or devdax. It lies at offset 4 KiB.
 *
 * <pre>
 *    0  "NVDIMM_PFN_INFO" or "NVDIMM_DAX_INFO"   72  where struct pages are: 1 RAM, 2 media  u32
 *   16  uuid of the personality                  76  bytes skipped at the start              u32   from 1.1 on
 *   32  uuid of the namespace's label            80  bytes dropped at the end                u32   from 1.1 on
 *   48  flags, 0                       u32       84  alignment of the data                   u32   from 1.2 on
 *   52  major 1                        u16       88  page size                               u32   from 1.4 on
 *   54  minor 4                        u16       92  size of a struct page                   u16   from 1.4 on
 *   56  offset of the data             u64       94  zero
 *   64  pages of data                  u64     4088  Fletcher64 over 4096 bytes              u64
 * </pre>
 *
 * @param dataOffset from the start of the namespace plus {@code startPad} to the first byte of data
 * @param align      0 in blocks older than 1.2: the largest power of two in the data offset counts
 */
public record PfnInfo(Kind kind, UUID uuid, UUID parent, int major, int minor, long dataOffset, long pages, int mode,
        long startPad, long endTrunc, long align, long pageBytes, int structPageBytes) {

    public static final int BYTES = 4096;
    /** Where in a namespace it lies. */
    public static final long OFFSET = 4096;
    /** Modes: where the struct pages are. */
    public static final int IN_RAM = 1;
    public static final int ON_MEDIA = 2;
    public static final int PAGE_BYTES = 4096;
    public static final int STRUCT_PAGE_BYTES = 64;

    private static final int CHECKSUM_OFFSET = 4088;

    /** Which of the two it is: they differ in the signature only. */
    public enum Kind {
        PFN("NVDIMM_PFN_INFO"), DAX("NVDIMM_DAX_INFO");

        private final byte[] signature;

        Kind(String text) {
            signature = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 16);
        }
    }

    /** @return empty when the bytes are no such block, are damaged, or belong to another namespace */
    public static Optional<PfnInfo> parse(Kind kind, byte[] bytes, UUID namespace) {
        if (bytes.length < BYTES || !Arrays.equals(bytes, 0, 16, kind.signature, 0, 16)) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        UUID parent = UuidOrder.TEXT.read(bytes, 32);
        if (fields.getLong(CHECKSUM_OFFSET) != Fletcher64.of(bytes, 0, BYTES, CHECKSUM_OFFSET) || !parent.equals(namespace)) {
            return Optional.empty();
        }
        int minor = Short.toUnsignedInt(fields.getShort(54));
        return Optional.of(new PfnInfo(kind, UuidOrder.TEXT.read(bytes, 16), parent, Short.toUnsignedInt(fields.getShort(52)), minor,
                fields.getLong(56), fields.getLong(64), fields.getInt(72),
                minor < 1 ? 0 : Integer.toUnsignedLong(fields.getInt(76)), minor < 1 ? 0 : Integer.toUnsignedLong(fields.getInt(80)),
                minor < 2 ? 0 : Integer.toUnsignedLong(fields.getInt(84)),
                minor < 4 ? PAGE_BYTES : Integer.toUnsignedLong(fields.getInt(88)),
                minor < 4 ? STRUCT_PAGE_BYTES : Short.toUnsignedInt(fields.getShort(92))));
    }

    /** As it lies on media. */
    public byte[] encode() {
        byte[] bytes = new byte[BYTES];
        System.arraycopy(kind.signature, 0, bytes, 0, 16);
        UuidOrder.TEXT.write(uuid, bytes, 16);
        UuidOrder.TEXT.write(parent, bytes, 32);
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fields.position(52).putShort((short) major).putShort((short) minor).putLong(dataOffset).putLong(pages).putInt(mode)
                .putInt((int) startPad).putInt((int) endTrunc).putInt((int) align).putInt((int) pageBytes)
                .putShort((short) structPageBytes);
        fields.putLong(CHECKSUM_OFFSET, Fletcher64.of(bytes, 0, BYTES, CHECKSUM_OFFSET));
        return bytes;
    }

    /** Alignment that counts. */
    public long effectiveAlign() {
        return align != 0 ? align : Long.highestOneBit(dataOffset);
    }
}
