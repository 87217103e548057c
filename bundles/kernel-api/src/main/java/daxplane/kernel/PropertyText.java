package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How values stand in machine.properties. Whoever checks a value and whoever uses it read it here, so that they cannot disagree.
 *
 * <pre>
 *   number   134217728   0x8000000            from 0 to 2^63-1; a leading zero means nothing
 *   range    100000000-11fffffff              first and last address, hexadecimal, as /proc/iomem writes them
 *   words    nfit nd_pmem                     blanks between them
 *   index    nd.dimm7.health                  in a name, from 0 to 9999, without leading zeros: one thing has one name
 * </pre>
 */
public final class PropertyText {

    /** Number of a thing within the name of a property, as a pattern. */
    public static final String INDEX = "(?:0|[1-9]\\d{0,3})";

    private PropertyText() {
    }

    /** Empty: this is no number. */
    public static OptionalLong number(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        if (!text.matches(hexadecimal ? "0[xX][0-9a-fA-F]{1,16}" : "[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(hexadecimal ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** Empty: this is no range of physical addresses, which end below 2^52. */
    public static Optional<AddressRange> range(String text) {
        if (!text.matches("[0-9a-fA-F]{1,13}-[0-9a-fA-F]{1,13}")) {
            return Optional.empty();
        }
        long start = Long.parseLong(text.substring(0, text.indexOf('-')), 16);
        long last = Long.parseLong(text.substring(text.indexOf('-') + 1), 16);
        return start > last ? Optional.empty() : Optional.of(new AddressRange(start, last + 1));
    }

    public static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
