package daxplane.tools.session;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bytes as they are given on a command line: decimal, {@code 0x} or octal, with a suffix k, m, g or t in either case.
 *
 * @param bytes the number
 * @param unit  what the suffix multiplied it with; 1 without a suffix
 */
public record ByteCount(long bytes, long unit) {

    private static final Pattern FORM = Pattern.compile("\\s*\\+?(0[xX][0-9a-fA-F]+|\\d+)([kKmMgGtT]?)");

    /** Empty when it is no such number, or larger than 64 bits. */
    public static Optional<ByteCount> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        boolean hex = digits.length() > 1 && (digits.charAt(1) | ' ') == 'x';
        boolean octal = !hex && digits.length() > 1 && digits.startsWith("0");
        if (octal && !digits.matches("[0-7]+")) {
            return Optional.empty();
        }
        long unit = 1L << shift(matcher.group(2));
        var bytes = new BigInteger(hex ? digits.substring(2) : digits, hex ? 16 : octal ? 8 : 10).multiply(BigInteger.valueOf(unit));
        return bytes.bitLength() > 64 ? Optional.empty() : Optional.of(new ByteCount(bytes.longValue(), unit));
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
