package daxplane.inventory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number of bytes, unsigned 64 bit. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    public static final ByteSize ZERO = new ByteSize(0);

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final String[] TYPED_UNITS = {"", "k", "M", "G", "T"};

    private static final Pattern WORDS = Pattern.compile("(\\d{1,19})([kKmMgGtT]?)");

    /** As people type it: {@code 256M}, {@code 268435456}; units are binary. Empty for anything else, and for more than 2^63-1. */
    public static Optional<ByteSize> parse(String text) {
        var words = WORDS.matcher(text);
        if (!words.matches()) {
            return Optional.empty();
        }
        int shift = switch (words.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            case "t" -> 40;
            default -> 0;
        };
        try {
            return Optional.of(new ByteSize(Math.multiplyExact(Long.parseLong(words.group(1)), 1L << shift)));
        } catch (ArithmeticException | NumberFormatException tooMuch) {
            return Optional.empty();
        }
    }

    /** The exact size as people type it: {@link #parse} gives it back where it is below 2^63. {@code 384M}, {@code 130k}, {@code 511}. */
    public String typed() {
        long value = bytes;
        int unit = 0;
        while (value != 0 && (value & 1023) == 0 && unit < TYPED_UNITS.length - 1) {
            value >>>= 10;
            unit++;
        }
        return Long.toUnsignedString(value) + TYPED_UNITS[unit];
    }

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
