package daxplane.tools.session;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bytes as they are given on a command line: decimal, {@code 0x} or octal as strtoull(3) reads them, with a suffix k, m, g or t in
 * either case. A negative number is its complement to 2^64, and nothing at all is 0; 2^64 - 1 stands for no number.
 *
 * @param bytes the number
 * @param unit  what the suffix multiplied it with; 1 without a suffix
 */
public record ByteCount(long bytes, long unit) {

    private static final Pattern FORM = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\\d*)([kKmMgGtT]?)");
    private static final Pattern NOTHING = Pattern.compile("[kKmMgGtT]?");
    private static final int BITS = 64;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(BITS);
    private static final BigInteger NO_NUMBER = MODULUS.subtract(BigInteger.ONE);

    /** Empty when it is no such number, or one that needs more than 64 bits. */
    public static Optional<ByteCount> parse(String text) {
        if (NOTHING.matcher(text).matches()) {
            return Optional.of(new ByteCount(0, 1L << shift(text)));
        }
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var magnitude = magnitude(matcher.group(2));
        if (magnitude.bitLength() > BITS) {
            return Optional.empty();
        }
        long unit = 1L << shift(matcher.group(3));
        var number = matcher.group(1).equals("-") ? magnitude.negate().mod(MODULUS) : magnitude;
        var bytes = number.multiply(BigInteger.valueOf(unit));
        boolean legible = bytes.bitLength() <= BITS && !bytes.equals(NO_NUMBER);
        return legible ? Optional.of(new ByteCount(bytes.longValue(), unit)) : Optional.empty();
    }

    private static BigInteger magnitude(String digits) {
        if (digits.length() > 1 && (digits.charAt(1) | ' ') == 'x') {
            return new BigInteger(digits.substring(2), 16);
        }
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    private static int shift(String suffix) {
        return switch (suffix) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            case "t", "T" -> 40;
            default -> 0;
        };
    }
}
