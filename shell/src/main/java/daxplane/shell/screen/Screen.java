package daxplane.shell.screen;

import java.util.Optional;

/**
 * What an answer is printed for.
 *
 * @param columns width that tables must fit
 * @param colours whether codes for colours are understood
 * @param pager   for what is longer than the terminal; empty where there is none
 */
public record Screen(int columns, boolean colours, Format format, Detail detail, Optional<Pager> pager) {

    /** Width when there is no terminal: long enough for every table, short enough to read in a file. */
    public static final int WITHOUT_TERMINAL = 160;

    /** No table can be made narrower. */
    private static final int NARROWEST = 40;

    public Screen {
        columns = Math.max(columns, NARROWEST);
    }

    public Screen(int columns, boolean colours, Format format) {
        this(columns, colours, format, Detail.USUAL, Optional.empty());
    }

    public Screen with(Format other) {
        return new Screen(columns, colours, other, detail, pager);
    }

    public Screen with(Detail other) {
        return new Screen(columns, colours, format, other, pager);
    }

    public Screen with(Pager other) {
        return new Screen(columns, colours, format, detail, Optional.of(other));
    }

    /** The terminal has another size now. */
    public Screen sized(int otherColumns, int rows) {
        return new Screen(otherColumns, colours, format, detail, pager.map(known -> known.sized(otherColumns, rows)));
    }

    public String ink(Style ink, String text) {
        return ink.on(text, colours);
    }
}
