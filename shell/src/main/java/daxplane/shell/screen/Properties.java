package daxplane.shell.screen;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing and what is to be said of it; in JSON one object. */
public final class Properties implements View {

    private final String title;
    private final Map<String, Cell> values = new LinkedHashMap<>();
    private final Map<String, View> parts = new LinkedHashMap<>();

    /** @param title first line for people; empty text for none */
    public Properties(String title) {
        this.title = title;
    }

    public Properties with(String key, Object value) {
        values.put(key, Cell.of(value));
        return this;
    }

    /** Several values of one name: a line each. */
    public Properties with(String key, List<String> several) {
        values.put(key, Cell.of(several));
        return this;
    }

    /** For programs alone; people read it elsewhere. */
    public Properties silently(String key, Object value) {
        values.put(key, new Cell(value, "", Style.PLAIN));
        return this;
    }

    /** An answer of its own below it. */
    public Properties with(String key, View part) {
        parts.put(key, part);
        return this;
    }

    @Override
    public Object json() {
        var object = new LinkedHashMap<String, Object>();
        values.forEach((key, cell) -> object.put(key, cell.json()));
        parts.forEach((key, part) -> object.put(key, part.json()));
        return object;
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        if (!title.isEmpty()) {
            Wrapping.lines(Visible.line(title), screen.columns()).forEach(line -> out.println(screen.ink(Style.STRONG, line)));
        }
        int width = values.entrySet().stream().filter(entry -> !entry.getValue().text().isEmpty()).mapToInt(entry -> label(entry.getKey()).length())
                .max().orElse(0);
        values.forEach((key, cell) -> {
            if (cell.text().isEmpty()) {
                return;
            }
            var label = label(key);
            for (var line : Wrapping.lines(cell.text(), screen.columns() - width - 4)) {
                out.println(("  " + screen.ink(Style.FAINT, label) + " ".repeat(width - label.length() + 2) + screen.ink(cell.ink(), line)).stripTrailing());
                label = "";
            }
        });
        parts.forEach((_, part) -> {
            out.println();
            part.printText(screen, out);
        });
    }

    /** Units are in the text that people read; programs find them in the key. */
    private static String label(String key) {
        return key.equals("bytes") ? "size" : key.replaceAll("_bytes$", "").replace('_', ' ');
    }
}
