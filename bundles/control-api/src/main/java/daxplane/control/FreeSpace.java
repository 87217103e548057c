package daxplane.control;

import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
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

    private static final Pattern TEXT = Pattern.compile("(region\\d{1,6})(?::(.*))?");

    /** Empty when the words name no region that is there, or no size. */
    public static Optional<FreeSpace> parse(Inventory picture, String text) {
        Matcher words = TEXT.matcher(text);
        if (!words.matches() || !picture.regions().containsKey(words.group(1))) {
            return Optional.empty();
        }
        return words.group(2) == null ? Optional.of(new FreeSpace(words.group(1), Optional.empty()))
                : ByteSize.parse(words.group(2)).filter(size -> size.bytes() != 0).map(size -> new FreeSpace(words.group(1), Optional.of(size)));
    }

    /** The same for every way to write it: {@code region2:268435456}. */
    public String text() {
        return region + bytes.map(size -> ":" + size.bytes()).orElse("");
    }
}
