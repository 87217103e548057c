package daxplane.events.format;

import daxplane.inventory.Fact;
import daxplane.inventory.LabelArea;
import daxplane.inventory.LabelExtent;
import daxplane.journal.JournalException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Contents of label areas as JSON: {@code {"dimm":"nmem0","areaBytes":131072,"extents":[{"offset":0,"bytes":"4e414d45.."},
 * {"offset":4096,"fill":255,"length":1024}]}}. What is one byte again and again is told once.
 */
final class LabelAreaCodec {

    private static final HexFormat HEX = HexFormat.of();

    private LabelAreaCodec() {
    }

    static void encode(JsonOut out, String dimm, int areaBytes, List<LabelExtent> extents) {
        out.text("dimm", dimm).number("areaBytes", areaBytes).objects("extents", extents, LabelAreaCodec::encode);
    }

    private static void encode(JsonOut out, LabelExtent extent) {
        out.labelBytes(extent.bytes().length);
        out.number("offset", extent.offset());
        if (extent.bytes().length > 1 && extent.uniform()) {
            out.number("fill", Byte.toUnsignedInt(extent.bytes()[0])).number("length", extent.bytes().length);
        } else {
            out.text("bytes", HEX.formatHex(extent.bytes()));
        }
    }

    /** @throws JournalException EBADMSG: larger than any label area, or outside of it */
    static Fact.LabelAreaWritten written(JsonIn in) throws JournalException {
        int areaBytes = in.integer("areaBytes");
        if (areaBytes < 1 || areaBytes > LabelArea.MOST_BYTES) {
            throw JsonIn.damaged("a label area of " + areaBytes + " bytes");
        }
        var left = new int[] {areaBytes};
        return new Fact.LabelAreaWritten(in.text("dimm"), areaBytes, in.objects("extents", extent -> {
            var decoded = extent(extent, left[0], areaBytes);
            left[0] -= decoded.bytes().length;
            return decoded;
        }));
    }

    /** @param left bytes that may still be told of: extents of one area do not overlap */
    private static LabelExtent extent(JsonIn in, int left, int areaBytes) throws JournalException {
        int offset = in.integer("offset");
        boolean fill = in.has("fill");
        int length = fill ? in.integer("length") : in.text("bytes").length() / 2;
        if (offset < 0 || length < 1 || length > left || offset > areaBytes - length) {
            throw JsonIn.damaged(length + " bytes at " + offset + " of a label area of " + areaBytes);
        }
        in.labelBytes(length);
        byte[] bytes = fill ? new byte[length] : HEX.parseHex(in.text("bytes"));
        if (fill) {
            Arrays.fill(bytes, (byte) in.integer("fill"));
        }
        return new LabelExtent(offset, bytes);
    }
}
