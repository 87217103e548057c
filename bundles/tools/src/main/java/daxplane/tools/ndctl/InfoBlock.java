package daxplane.tools.ndctl;

import daxplane.labels.Fletcher64;
import daxplane.labels.UuidOrder;
import daxplane.tools.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The first 8 KiB of a namespace, where its personality is told: for pages at offset 4096 and for sectors at 4096 or 0.
 *
 * <pre>
 *   from the block's start, all:  0 signature  16 uuid  32 uuid of the namespace  48 flags u32  52 major u16  54 minor u16
 *   pages:    56 offset of the data u64   64 pages u64   72 where their structs are u32   76 skipped at the start u32
 *             80 dropped at the end u32   84 alignment u32   88 page size u32   92 size of a struct u16
 *   sectors:  56 size of a sector u32  60 sectors u32  64 internal size u32  68 internal blocks u32  72 reserve u32
 *             76 size of this block u32  80 next  88 data  96 map  104 log  112 copy: offsets u64
 *   all:      4088 Fletcher64 over 4096 bytes u64
 * </pre>
 *
 * Source: spec 02 sections 4.2 and 4.3.
 */
record InfoBlock(String signature, ByteBuffer fields) {

    static final int AREA_BYTES = 8192;
    static final int OFFSET = 4096;

    private static final int BYTES = 4096;
    private static final int SIGNATURE_BYTES = 16;
    private static final int CHECKSUM_AT = 4088;
    private static final int PAGE = 4096;
    private static final int STRUCT_PAGE = 64;
    private static final String PAGES = "NVDIMM_PFN_INFO";
    private static final String DAX_PAGES = "NVDIMM_DAX_INFO";
    private static final String SECTORS = "BTT_ARENA_INFO";

    /** @param area the first {@value #AREA_BYTES} bytes; empty when they tell no personality */
    static Optional<InfoBlock> in(byte[] area) {
        for (int offset : new int[] {OFFSET, 0}) {
            byte[] bytes = Arrays.copyOfRange(area, offset, offset + BYTES);
            for (String signature : new String[] {PAGES, DAX_PAGES, SECTORS}) {
                if (Arrays.equals(bytes, 0, SIGNATURE_BYTES, padded(signature), 0, SIGNATURE_BYTES) && (offset == OFFSET || signature.equals(SECTORS))) {
                    return Optional.of(new InfoBlock(signature, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A block that tells pages.
     *
     * @param dax      for device-dax, otherwise for a file system
     * @param inMemory page structs in RAM, otherwise in front of the data
     */
    static byte[] ofPages(boolean dax, boolean inMemory, long start, long size, long align, UUID uuid, UUID namespace) {
        long structs = inMemory ? 0 : (size - AREA_BYTES) / PAGE * STRUCT_PAGE;
        long dataOffset = (start + AREA_BYTES + structs + align - 1) / align * align - start;
        byte[] bytes = new byte[BYTES];
        System.arraycopy(padded(dax ? DAX_PAGES : PAGES), 0, bytes, 0, SIGNATURE_BYTES);
        UuidOrder.TEXT.write(uuid, bytes, 16);
        UuidOrder.TEXT.write(namespace, bytes, 32);
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fields.position(52).putShort((short) 1).putShort((short) 4).putLong(dataOffset).putLong((size - dataOffset) / PAGE)
                .putInt(inMemory ? 1 : 2).putInt(0).putInt(0).putInt((int) align).putInt(PAGE).putShort((short) STRUCT_PAGE);
        fields.putLong(CHECKSUM_AT, Fletcher64.of(bytes, 0, BYTES, CHECKSUM_AT));
        return bytes;
    }

    JsonObject json(String namespace) {
        var json = new JsonObject().put("dev", namespace).put("signature", signature)
                .put("uuid", UuidOrder.TEXT.read(fields.array(), 16).toString())
                .put("parent_uuid", UuidOrder.TEXT.read(fields.array(), 32).toString())
                .put("flags", fields.getInt(48)).put("version", u16(52) + "." + u16(54));
        return signature.equals(SECTORS) ? sectors(json) : pages(json);
    }

    private JsonObject pages(JsonObject json) {
        return json.put("dataoff", fields.getLong(56)).put("npfns", fields.getLong(64)).put("mode", fields.getInt(72))
                .put("start_pad", u32(76)).put("end_trunc", u32(80)).put("align", u32(84)).put("page_size", u32(88))
                .put("page_struct_size", u16(92));
    }

    private JsonObject sectors(JsonObject json) {
        return json.put("external_lbasize", u32(56)).put("external_nlba", u32(60)).put("internal_lbasize", u32(64))
                .put("internal_nlba", u32(68)).put("nfree", u32(72)).put("infosize", u32(76)).put("nextoff", fields.getLong(80))
                .put("dataoff", fields.getLong(88)).put("mapoff", fields.getLong(96)).put("logoff", fields.getLong(104))
                .put("info2off", fields.getLong(112));
    }

    private int u16(int offset) {
        return Short.toUnsignedInt(fields.getShort(offset));
    }

    private long u32(int offset) {
        return Integer.toUnsignedLong(fields.getInt(offset));
    }

    private static byte[] padded(String signature) {
        return Arrays.copyOf(signature.getBytes(StandardCharsets.US_ASCII), SIGNATURE_BYTES);
    }
}
