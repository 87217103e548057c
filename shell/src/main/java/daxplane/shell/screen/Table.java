package daxplane.shell.screen;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows below headings; in JSON a list of objects. */
public final class Table implements View {

    private static final String GAP = "  ";

    /** A column that wraps is not made narrower than this while there is another way. */
    private static final int NARROWEST_COLUMN = 12;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();
    private String whenEmpty = "";

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** What people read when there are no rows. */
    public Table whenEmpty(String text) {
        whenEmpty = text;
        return this;
    }

    /** @param values a {@link Cell}, or a value to make one of, for each column */
    public Table row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        rows.add(java.util.Arrays.stream(values).map(Cell::of).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public Object json() {
        var list = new ArrayList<Map<String, Object>>();
        for (var row : rows) {
            var object = new LinkedHashMap<String, Object>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i).key(), row.get(i).json());
            }
            list.add(object);
        }
        return list;
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        if (rows.isEmpty()) {
            if (!whenEmpty.isEmpty()) {
                out.println(whenEmpty);
            }
            return;
        }
        var widths = widths(screen.columns());
        var headings = columns.stream().map(column -> new Cell("", column.heading(), Style.STRONG)).toList();
        printRow(headings, widths, screen, out);
        rows.forEach(row -> printRow(row, widths, screen, out));
    }

    /** Natural widths, and when they do not fit, the wrapping columns narrower: first the widest, down to the narrowest. */
    private int[] widths(int available) {
        var widths = new int[columns.size()];
        int total = GAP.length() * (columns.size() - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).heading().length();
            for (var row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
            total += widths[i];
        }
        while (total > available) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (columns.get(i).wraps() && widths[i] > NARROWEST_COLUMN && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return widths;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private void printRow(List<Cell> cells, int[] widths, Screen screen, PrintStream out) {
        var lines = new ArrayList<List<String>>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            lines.add(columns.get(i).wraps() ? Wrapping.lines(cells.get(i).text(), widths[i]) : List.of(cells.get(i).text()));
            height = Math.max(height, lines.get(i).size());
        }
        for (int line = 0; line < height; line++) {
            var text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var part = line < lines.get(i).size() ? lines.get(i).get(line) : "";
                var padding = " ".repeat(Math.max(0, widths[i] - part.length()));
                var coloured = screen.ink(cells.get(i).ink(), part);
                text.append(i == 0 ? "" : GAP).append(columns.get(i).right() ? padding + coloured : coloured + padding);
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
