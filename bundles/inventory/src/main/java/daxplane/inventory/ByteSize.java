package daxplane.inventory;

/** A number of bytes, unsigned 64 bit. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    public static final ByteSize ZERO = new ByteSize(0);

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    public static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(mebibytes << 20);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compareUnsigned(bytes, other.bytes);
    }

    /** The exact size in the largest binary unit that divides it: {@code 384 MiB}, {@code 130 KiB}, {@code 0 B}. */
    @Override
    public String toString() {
        long value = bytes;
        int unit = 0;
        while (value != 0 && (value & 1023) == 0 && unit < UNITS.length - 1) {
            value >>>= 10;
            unit++;
        }
        return Long.toUnsignedString(value) + " " + UNITS[unit];
    }
}
