package daxplane.tools.ndctl;

import daxplane.labels.Fletcher64;
import daxplane.labels.UuidOrder;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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
 * Source: docs/kernel/namespaces.md 4.2 and 4.3.
 */
record InfoBlock(String signature, ByteBuffer fields) {

    static final int AREA_BYTES = 8192;
    static final int OFFSET = 4096;

    static final int BYTES = 4096;
    private static final int SIGNATURE_BYTES = 16;
    static final int CHECKSUM_AT = 4088;
    static final String PAGES = "NVDIMM_PFN_INFO";
    static final String DAX_PAGES = "NVDIMM_DAX_INFO";
    private static final String SECTORS = "BTT_ARENA_INFO";

    /** @param area the first {@value #AREA_BYTES} bytes. Every block that is in them, in the originals' order */
    static List<InfoBlock> in(byte[] area) {
        return Stream.of(at(area, OFFSET, SECTORS), at(area, 0, SECTORS), at(area, OFFSET, DAX_PAGES), at(area, OFFSET, PAGES))
                .flatMap(Optional::stream).toList();
    }

    private static Optional<InfoBlock> at(byte[] area, int offset, String signature) {
        byte[] bytes = Arrays.copyOfRange(area, offset, offset + BYTES);
        return Arrays.equals(bytes, 0, SIGNATURE_BYTES, padded(signature), 0, SIGNATURE_BYTES)
                ? Optional.of(new InfoBlock(signature, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))) : Optional.empty();
    }

    /** Whether it is whole, and of the namespace where that has a uuid. */
    boolean verify(Optional<UUID> namespace) {
        return namespace.map(UuidOrder.TEXT.read(fields.array(), 32)::equals).orElse(true)
                && fields.getLong(CHECKSUM_AT) == Fletcher64.of(fields.array(), 0, BYTES, CHECKSUM_AT);
    }

    JsonObject json(String what, String name) {
        var json = new JsonObject().put(what, name).put("signature", signature)
                .put("uuid", UuidOrder.TEXT.read(fields.array(), 16).toString())
                .put("parent_uuid", UuidOrder.TEXT.read(fields.array(), 32).toString())
                .put("flags", hex(fields.getInt(48))).put("version", u16(52) + "." + u16(54));
        return signature.equals(SECTORS) ? sectors(json) : pages(json);
    }

    private JsonObject pages(JsonObject json) {
        return json.put("dataoff", hex(fields.getLong(56))).put("npfns", hex(fields.getLong(64))).put("mode", fields.getInt(72))
                .put("start_pad", hex(u32(76))).put("end_trunc", hex(u32(80))).put("align", hex(u32(84))).put("page_size", hex(u32(88)))
                .put("page_struct_size", hex(u16(92)));
    }

    private JsonObject sectors(JsonObject json) {
        return json.put("external_lbasize", u32(56)).put("external_nlba", u32(60)).put("internal_lbasize", u32(64))
                .put("internal_nlba", u32(68)).put("nfree", u32(72)).put("infosize", u32(76)).put("nextoff", hex(fields.getLong(80)))
                .put("dataoff", hex(fields.getLong(88))).put("mapoff", hex(fields.getLong(96))).put("logoff", hex(fields.getLong(104)))
                .put("info2off", hex(fields.getLong(112)));
    }

    private static Json hex(long number) {
        return new Json.Hex(number);
    }

    private int u16(int offset) {
        return Short.toUnsignedInt(fields.getShort(offset));
    }

    private long u32(int offset) {
        return Integer.toUnsignedLong(fields.getInt(offset));
    }

    /** As a block holds it: with zeros behind. */
    static byte[] padded(String signature) {
        return Arrays.copyOf(signature.getBytes(StandardCharsets.US_ASCII), SIGNATURE_BYTES);
    }
}
