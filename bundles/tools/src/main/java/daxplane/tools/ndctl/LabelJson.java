package daxplane.tools.ndctl;

import daxplane.labels.CxlLabel;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** What stands in a label area, valid or not: both index blocks, and the labels that tell the number of their slot; the others are skipped (asked of ndctl 76). */
final class LabelJson {

    private static final int INDEX_HEADER = 72;
    private static final int SMALL_LABEL = 128;
    /** The last of its 16 bytes should be a NUL, and is taken for one (corpus label-corrupt-both). */
    private static final int SHOWN_SIGNATURE = 15;

    private LabelJson() {
    }

    /**
     * @param indexBytes size of an index block
     */
    static JsonArray indexes(byte[] area, int indexBytes) {
        var list = new JsonArray();
        for (int start = 0; start < 2 * indexBytes && start + INDEX_HEADER <= area.length; start += indexBytes) {
            list.add(index(ByteBuffer.wrap(area, start, INDEX_HEADER).slice().order(ByteOrder.LITTLE_ENDIAN)));
        }
        return list;
    }

    private static JsonObject index(ByteBuffer block) {
        return new JsonObject().put("signature", text(block, 0, SHOWN_SIGNATURE))
                .put("major", Short.toUnsignedInt(block.getShort(60)))
                .put("minor", Short.toUnsignedInt(block.getShort(62)))
                .put("labelsize", 1 << 7 + Byte.toUnsignedInt(block.get(19)))
                .put("seq", block.getInt(20))
                .put("nslot", block.getInt(56));
    }

    static JsonArray labels(byte[] area, int indexBytes, int labelBytes) {
        var list = new JsonArray();
        int slot = 0;
        for (int start = 2 * indexBytes; start + labelBytes <= area.length; start += labelBytes, slot++) {
            var cxl = CxlLabel.decode(Arrays.copyOfRange(area, start, start + labelBytes));
            var label = ByteBuffer.wrap(area, start, labelBytes).slice().order(ByteOrder.LITTLE_ENDIAN);
            if (cxl.isPresent()) {
                if (cxl.get().slot() == slot) {
                    list.add(CxlLabelJson.of(cxl.get()));
                }
            } else if (label.getInt(120) == slot) {
                list.add(label(label));
            }
        }
        return list;
    }

    private static JsonObject label(ByteBuffer label) {
        var json = new JsonObject().put("uuid", uuid(label, 0)).put("name", text(label, 16, 64))
                .put("slot", label.getInt(120))
                .put("position", Short.toUnsignedInt(label.getShort(86)))
                .put("nlabel", Short.toUnsignedInt(label.getShort(84)))
                .put("flags", new Json.Hex(Integer.toUnsignedLong(label.getInt(80))))
                .put("isetcookie", new Json.Hex(label.getLong(88)))
                .put("lbasize", label.getLong(96))
                .put("dpa", new Json.Hex(label.getLong(104)))
                .put("rawsize", new Json.Size(label.getLong(112)));
        if (label.capacity() > SMALL_LABEL) {
            json.put("type_guid", uuid(label, 128)).put("abstraction_guid", uuid(label, 144));
        }
        return json;
    }

    /** Sixteen bytes in the order in which they stand, also where a label has them mixed. */
    static String uuid(ByteBuffer bytes, int offset) {
        var big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new UUID(big.getLong(offset), big.getLong(offset + 8)).toString();
    }

    /** Up to the first zero; bytes that are no UTF-8 are taken for themselves. */
    static String text(ByteBuffer bytes, int offset, int length) {
        int end = 0;
        while (end < length && bytes.get(offset + end) != 0) {
            end++;
        }
        byte[] text = new byte[end];
        bytes.get(offset, text);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException other) {
            return new String(text, StandardCharsets.ISO_8859_1);
        }
    }
}
