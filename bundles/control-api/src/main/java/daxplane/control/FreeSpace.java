package daxplane.control;

import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a region that no namespace has, as an operator names it: {@code region2:256M}, or {@code region2} for all that is
 * free in one piece.
 *
 * @param bytes empty: as much as there is
 */
public record FreeSpace(String region, Optional<ByteSize> bytes) {

    private static final Pattern TEXT = Pattern.compile("(region\\d{1,6})(?::(\\d{1,19})([kKmMgGtT]?))?");

    /** Empty when the words name no region that is there, or no size. */
    public static Optional<FreeSpace> parse(Inventory picture, String text) {
        Matcher words = TEXT.matcher(text);
        if (!words.matches() || !picture.regions().containsKey(words.group(1))) {
            return Optional.empty();
        }
        if (words.group(2) == null) {
            return Optional.of(new FreeSpace(words.group(1), Optional.empty()));
        }
        try {
            int shift = switch (words.group(3).toLowerCase(Locale.ROOT)) {
                case "k" -> 10;
                case "m" -> 20;
                case "g" -> 30;
                case "t" -> 40;
                default -> 0;
            };
            long bytes = Math.multiplyExact(Long.parseLong(words.group(2)), 1L << shift);
            return bytes == 0 ? Optional.empty() : Optional.of(new FreeSpace(words.group(1), Optional.of(new ByteSize(bytes))));
        } catch (ArithmeticException | NumberFormatException tooMuch) {
            return Optional.empty();
        }
    }

    /** The same for every way to write it: {@code region2:268435456}. */
    public String text() {
        return region + bytes.map(size -> ":" + size.bytes()).orElse("");
    }
}
