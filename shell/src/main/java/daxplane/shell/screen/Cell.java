package daxplane.shell.screen;

import java.util.List;

/**
 * One value in a table or a list of properties. Whatever the text comes from: nothing in it reaches the terminal but what can
 * be seen ({@link Visible}).
 *
 * @param json  what programs get
 * @param lines what people read
 */
public record Cell(Object json, List<String> lines, Style ink) {

    public static final Cell NONE = new Cell("", "", Style.PLAIN);

    public Cell {
        lines = Visible.lines(lines);
    }

    public Cell(Object json, String text, Style ink) {
        this(json, List.of(text), ink);
    }

    public static Cell of(Object json, String text) {
        return new Cell(json, text, Style.PLAIN);
    }

    /** Several values, a line each. */
    public static Cell of(List<String> several) {
        return new Cell(several, several, Style.PLAIN);
    }

    /** The same for both; numbers and booleans stay what they are. */
    public static Cell of(Object value) {
        return value instanceof Cell cell ? cell : new Cell(value, value.toString(), Style.PLAIN);
    }

    public Cell in(Style other) {
        return new Cell(json, lines, other);
    }

    /** The lines, with newlines between them. */
    public String text() {
        return String.join("\n", lines);
    }
}
