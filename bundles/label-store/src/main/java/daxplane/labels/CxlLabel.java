package daxplane.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The two labels that CXL defines, 256 bytes each, identifiers in text order. Linux has their structures but provisions CXL
 * devices with labels of version 1.2, so these are read and written here and never laid out. Source: docs/kernel/labels.md 2.2, 2.3.
 *
 * <pre>
 *   namespace: 0 type 16 | 16 uuid | 32 name 64 | 96 flags u32 | 100 ranges u16 | 102 position u16 | 104 dpa u64
 *              | 112 rawsize u64 | 120 slot u32 | 124 align u32 | 128 region uuid | 144 abstraction | 160 lbasize u16 | 248 checksum
 *   region:    0 type 16 | 16 uuid | 32 flags u32 | 36 labels u16 | 38 position u16 | 40 dpa u64 | 48 rawsize u64 | 56 hpa u64
 *              | 64 slot u32 | 68 interleave granularity u32 | 72 align u32 | 248 checksum
 * </pre>
 */
public sealed interface CxlLabel {

    UUID NAMESPACE_TYPE = UUID.fromString("68bb2c0a-5a77-4937-9f85-3caf41a0f93c");
    UUID REGION_TYPE = UUID.fromString("529d7c61-da07-47c4-a93f-ecdf2c06f444");

    /** Slot that holds it. */
    int slot();

    /** The 256 bytes of the slot, with checksum. */
    byte[] encode();

    /** @param align in units of 256 MiB */
    record OfNamespace(UUID uuid, String name, int flags, int ranges, int position, long dpa, long rawSize, int slot, int align,
            UUID region, UUID abstractionGuid, int lbaSize) implements CxlLabel {

        @Override
        public byte[] encode() {
            byte[] bytes = new byte[LabelFormat.V1_2.labelBytes()];
            UuidOrder.TEXT.write(NAMESPACE_TYPE, bytes, 0);
            UuidOrder.TEXT.write(uuid, bytes, 16);
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, bytes, 32, Math.min(text.length, 64));
            littleEndian(bytes).position(96).putInt(flags).putShort((short) ranges).putShort((short) position).putLong(dpa)
                    .putLong(rawSize).putInt(slot).putInt(align);
            UuidOrder.TEXT.write(region, bytes, 128);
            UuidOrder.TEXT.write(abstractionGuid, bytes, 144);
            littleEndian(bytes).putShort(160, (short) lbaSize);
            return sealed(bytes);
        }

        public Abstraction abstraction() {
            return Abstraction.of(abstractionGuid);
        }
    }

    /** @param hpa where the region starts in the host's addresses, or all ones; @param granularity code of the interleave granularity */
    record OfRegion(UUID uuid, int flags, int labels, int position, long dpa, long rawSize, long hpa, int slot, int granularity,
            int align) implements CxlLabel {

        @Override
        public byte[] encode() {
            byte[] bytes = new byte[LabelFormat.V1_2.labelBytes()];
            UuidOrder.TEXT.write(REGION_TYPE, bytes, 0);
            UuidOrder.TEXT.write(uuid, bytes, 16);
            littleEndian(bytes).position(32).putInt(flags).putShort((short) labels).putShort((short) position).putLong(dpa)
                    .putLong(rawSize).putLong(hpa).putInt(slot).putInt(granularity).putInt(align);
            return sealed(bytes);
        }
    }

    /** @return empty when the bytes are not a CXL label of a known type with the right checksum */
    static Optional<CxlLabel> decode(byte[] bytes) {
        if (bytes.length != LabelFormat.V1_2.labelBytes()) {
            return Optional.empty();
        }
        UUID type = UuidOrder.TEXT.read(bytes, 0);
        boolean ofNamespace = type.equals(NAMESPACE_TYPE);
        // The type first: it tells nearly every label apart, and a checksum is what reading a label spends most of its time on.
        if (!ofNamespace && !type.equals(REGION_TYPE) || !NamespaceLabel.checksumHolds(bytes, LabelFormat.V1_2)) {
            return Optional.empty();
        }
        return Optional.of(ofNamespace ? namespace(bytes) : region(bytes));
    }

    private static OfNamespace namespace(byte[] bytes) {
        ByteBuffer fields = littleEndian(bytes);
        int end = 32;
        while (end < 96 && bytes[end] != 0) {
            end++;
        }
        return new OfNamespace(UuidOrder.TEXT.read(bytes, 16),
                new String(Arrays.copyOfRange(bytes, 32, end), StandardCharsets.UTF_8), fields.getInt(96),
                Short.toUnsignedInt(fields.getShort(100)), Short.toUnsignedInt(fields.getShort(102)), fields.getLong(104),
                fields.getLong(112), fields.getInt(120), fields.getInt(124), UuidOrder.TEXT.read(bytes, 128),
                UuidOrder.TEXT.read(bytes, 144), Short.toUnsignedInt(fields.getShort(160)));
    }

    private static OfRegion region(byte[] bytes) {
        ByteBuffer fields = littleEndian(bytes);
        return new OfRegion(UuidOrder.TEXT.read(bytes, 16), fields.getInt(32), Short.toUnsignedInt(fields.getShort(36)),
                Short.toUnsignedInt(fields.getShort(38)), fields.getLong(40), fields.getLong(48), fields.getLong(56),
                fields.getInt(64), fields.getInt(68), fields.getInt(72));
    }

    private static byte[] sealed(byte[] bytes) {
        littleEndian(bytes).putLong(248, Fletcher64.of(bytes, 0, bytes.length, 248));
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
