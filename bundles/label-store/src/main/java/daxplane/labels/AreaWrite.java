package daxplane.labels;

import java.util.Arrays;

/** One write to a label area. The order of writes is what keeps an area readable; see {@link LabelChange}. */
public record AreaWrite(int offset, byte[] bytes) {

    public AreaWrite {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** Does it to an area in memory. */
    public void applyTo(byte[] area) {
        System.arraycopy(bytes, 0, area, offset, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AreaWrite write && offset == write.offset && Arrays.equals(bytes, write.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * offset + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes at " + offset;
    }
}
