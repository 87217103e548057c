package daxplane.tools.options;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** A decimal number as strtol(3) reads it: blanks and a sign in front, nothing behind; nothing at all is 0. */
final class Decimal {

    private static final Pattern FORM = Pattern.compile("[ \\t\\n\\u000b\\f\\r]*([+-]?[0-9]+)");

    private Decimal() {
    }

    static Optional<Long> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(0L);
        }
        var matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(clamp(new BigInteger(matcher.group(1)))) : Optional.empty();
    }

    private static long clamp(BigInteger number) {
        return number.min(BigInteger.valueOf(Long.MAX_VALUE)).max(BigInteger.valueOf(Long.MIN_VALUE)).longValue();
    }
}
