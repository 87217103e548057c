package daxplane.inventory;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes that stand somewhere in a label area.
 *
 * @param offset from the start of the area
 */
public record LabelExtent(int offset, byte[] bytes) {

    public LabelExtent {
        if (offset < 0 || bytes.length == 0 || offset > Integer.MAX_VALUE - bytes.length) {
            throw new IllegalArgumentException(bytes.length + " bytes at " + offset);
        }
    }

    /** Where it ends, exclusive. */
    public int end() {
        return offset + bytes.length;
    }

    /** Whether it is one byte again and again, which takes no room where it is written down. */
    public boolean uniform() {
        for (byte one : bytes) {
            if (one != bytes[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelExtent(var o, var b) && offset == o && Arrays.equals(bytes, b);
    }

    @Override
    public int hashCode() {
        return 31 * offset + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return offset + "+" + bytes.length + ":" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 16)) + (bytes.length > 16 ? "..." : "");
    }
}
