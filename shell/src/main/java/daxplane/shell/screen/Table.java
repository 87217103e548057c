package daxplane.shell.screen;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows below headings; in JSON a list of objects. Where the screen is too narrow for columns, a block of lines for each row. */
public final class Table implements View {

    private static final String GAP = "  ";

    /** A column that wraps is not made narrower than this while there is another way. */
    private static final int NARROWEST_COLUMN = 12;

    /** A word that is longer may be broken: a path of the kernel has no blanks. */
    private static final int LONGEST_WORD = 24;

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
                Wrapping.lines(Visible.line(whenEmpty), screen.columns()).forEach(out::println);
            }
            return;
        }
        var widths = widths(screen.columns());
        if (java.util.Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) > screen.columns()) {
            printBlocks(screen, out);
            return;
        }
        var headings = columns.stream().map(column -> new Cell("", column.heading(), Style.STRONG)).toList();
        printRow(headings, widths, screen, out);
        rows.forEach(row -> printRow(row, widths, screen, out));
    }

    /** The first column. */
    @Override
    public void printNames(PrintStream out) {
        rows.forEach(row -> out.println(row.getFirst().text()));
    }

    /** Natural widths, and when they do not fit, the wrapping columns narrower: first the widest, down to the narrowest. */
    private int[] widths(int available) {
        var widths = new int[columns.size()];
        var narrowest = new int[columns.size()];
        int total = GAP.length() * (columns.size() - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Width.of(columns.get(i).heading());
            narrowest[i] = Math.max(NARROWEST_COLUMN, widths[i]);
            for (var row : rows) {
                var text = row.get(i).text();
                widths[i] = Math.max(widths[i], Width.of(text));
                narrowest[i] = Math.max(narrowest[i], Math.min(LONGEST_WORD, Wrapping.longestWord(text)));
            }
            total += widths[i];
        }
        while (total > available) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (columns.get(i).wraps() && widths[i] > narrowest[i] && (widest < 0 || widths[i] > widths[widest])) {
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
                var padding = " ".repeat(Math.max(0, widths[i] - Width.of(part)));
                var coloured = screen.ink(cells.get(i).ink(), part);
                text.append(i == 0 ? "" : GAP).append(columns.get(i).right() ? padding + coloured : coloured + padding);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** A row's first value as a title, the others below it with their headings; what is empty is left out. */
    private void printBlocks(Screen screen, PrintStream out) {
        for (var row : rows) {
            var block = new Properties(row.getFirst().text());
            for (int i = 1; i < row.size(); i++) {
                block.with(columns.get(i).heading().toLowerCase(java.util.Locale.ROOT), row.get(i));
            }
            block.printText(screen, out);
        }
    }
}
