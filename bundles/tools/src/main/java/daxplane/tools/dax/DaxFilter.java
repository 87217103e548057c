package daxplane.tools.dax;

import daxplane.tools.sysfs.Sysfs;
import java.util.regex.Pattern;

/** What a word on the command line means among dax regions and devices. */
public final class DaxFilter {

    private static final Pattern NUMBER_FIRST = Pattern.compile("\\s*([+-]?\\d+).*", Pattern.DOTALL);
    private static final Pattern TWO_NUMBERS = Pattern.compile("\\s*(\\d+)\\.\\s*(\\d+).*", Pattern.DOTALL);

    private DaxFilter() {
    }

    /** {@code all}, a number with anything behind it, or {@code region0}. */
    public static boolean means(String word, DaxRegion region) {
        if (word.equals("all") || word.equals("region" + region.id())) {
            return true;
        }
        var matcher = NUMBER_FIRST.matcher(word);
        return matcher.matches() && decimal(matcher.group(1)) == region.id();
    }

    /** {@code all}, {@code dax0.0}, or {@code 0.0}. */
    public static boolean means(String word, DaxDevice device) {
        if (word.equals("all") || word.equals(device.name())) {
            return true;
        }
        var matcher = TWO_NUMBERS.matcher(word);
        return matcher.matches() && device.name().equals("dax" + decimal(matcher.group(1)) + "." + decimal(matcher.group(2)));
    }

    private static long decimal(String digits) {
        String significant = digits.replaceFirst("^(\\+?)0+(?=\\d)", "");
        return Sysfs.toNumber(significant);
    }
}
