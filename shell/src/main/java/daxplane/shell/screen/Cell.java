package daxplane.shell.screen;

/**
 * One value in a table or a list of properties.
 *
 * @param json what programs get
 * @param text what people read
 */
public record Cell(Object json, String text, Style ink) {

    public static final Cell NONE = new Cell("", "", Style.PLAIN);

    public static Cell of(Object json, String text) {
        return new Cell(json, text, Style.PLAIN);
    }

    /** The same for both; numbers and booleans stay what they are. */
    public static Cell of(Object value) {
        return value instanceof Cell cell ? cell : new Cell(value, value.toString(), Style.PLAIN);
    }

    public Cell in(Style other) {
        return new Cell(json, text, other);
    }
}
