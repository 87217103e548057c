package daxplane.shell.screen;

import java.util.Locale;

/**
 * A column of a table.
 *
 * @param key     name of the field in JSON
 * @param heading what people read above it
 * @param right   whether numbers stand below each other by their last digit
 * @param wraps   whether its text may go on in further lines when the screen is narrow
 */
public record Column(String key, String heading, boolean right, boolean wraps) {

    public static Column text(String key) {
        return new Column(key, heading(key), false, false);
    }

    public static Column text(String key, String heading) {
        return new Column(key, heading, false, false);
    }

    public static Column number(String key) {
        return new Column(key, heading(key), true, false);
    }

    public static Column number(String key, String heading) {
        return new Column(key, heading, true, false);
    }

    public static Column wrapped(String key) {
        return new Column(key, heading(key), false, true);
    }

    public static Column wrapped(String key, String heading) {
        return new Column(key, heading, false, true);
    }

    private static String heading(String key) {
        return key.toUpperCase(Locale.ROOT).replace('_', ' ');
    }
}
