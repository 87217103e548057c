package daxplane.tools.session;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole word that strtol(3) with base 0 reads as a number: decimal, octal or hexadecimal, blanks and a sign in front. */
public final class WholeNumber {

    private static final Pattern FORM = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\\d*)");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private WholeNumber() {
    }

    /** What does not fit is the next that does, as strtol(3) has it. */
    public static Optional<Long> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(2);
        boolean hex = digits.length() > 1 && (digits.charAt(1) | ' ') == 'x';
        var magnitude = hex ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        var number = matcher.group(1).equals("-") ? magnitude.negate() : magnitude;
        return Optional.of(number.max(LEAST).min(LARGEST).longValue());
    }
}
