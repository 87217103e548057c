package daxplane.host.sysfs;

import java.util.OptionalLong;

/** Numbers as attributes print them. */
final class Numbers {

    private Numbers() {
    }

    /** Unsigned 64 bit, decimal or with 0x hexadecimal; blanks around it do not matter; empty for anything else. */
    static OptionalLong unsigned(String text) {
        String digits = text.strip();
        return digits.startsWith("0x") ? parsed(digits.substring(2), 16) : parsed(digits, 10);
    }

    /** Hexadecimal without 0x, as {@code block_size_bytes} and /proc/iomem print it. */
    static OptionalLong bareHex(String text) {
        return parsed(text.strip(), 16);
    }

    private static OptionalLong parsed(String digits, int radix) {
        try {
            return digits.startsWith("+") ? OptionalLong.empty() : OptionalLong.of(Long.parseUnsignedLong(digits, radix));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    /** Whether a list of ranges ({@code 0-1,3}) names {@code number}. Cheap for wide ranges. */
    static boolean listed(String ranges, int number) {
        for (String range : ranges.strip().split(",")) {
            int dash = range.indexOf('-');
            var first = unsigned(dash < 0 ? range : range.substring(0, dash));
            var last = unsigned(dash < 0 ? range : range.substring(dash + 1));
            if (first.isPresent() && last.isPresent() && first.getAsLong() <= number && number <= last.getAsLong()) {
                return true;
            }
        }
        return false;
    }
}
