package daxplane.shell.screen;

/**
 * What an answer is printed for.
 *
 * @param columns width that tables must fit
 * @param colours whether codes for colours are understood
 */
public record Screen(int columns, boolean colours, Format format) {

    /** Width when there is no terminal: long enough for every table, short enough to read in a file. */
    public static final int WITHOUT_TERMINAL = 160;

    /** No table can be made narrower. */
    private static final int NARROWEST = 40;

    public Screen {
        columns = Math.max(columns, NARROWEST);
    }

    public Screen with(Format other) {
        return new Screen(columns, colours, other);
    }

    public String ink(Style ink, String text) {
        return ink.on(text, colours);
    }
}
