package daxplane.shell.screen;

import java.util.ArrayList;
import java.util.List;

/** Long text in lines. */
public final class Wrapping {

    /** What stands behind a label has this width at least, also where that is more than there is. */
    private static final int NARROWEST = 16;

    private Wrapping() {
    }

    /**
     * Lines of at most {@code width} columns, broken at blanks; a word that is longer is broken where the line ends. At least
     * one line.
     */
    public static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            wrap(paragraph, Math.max(1, width), lines);
        }
        return lines;
    }

    private static void wrap(String paragraph, int width, List<String> lines) {
        var rest = paragraph;
        while (Width.of(rest) > width) {
            int fits = Width.fitting(rest, width);
            int blank = rest.lastIndexOf(' ', fits);
            int end = blank > 0 ? blank : fits;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
    }

    /**
     * One text in lines of at most {@code columns} columns behind a label, and below the label where it goes on. Made
     * visible: nothing in it can look like another line.
     */
    public static List<String> behind(String label, String text, int columns) {
        var found = new ArrayList<String>();
        var before = label;
        for (var line : lines(Visible.line(text), Math.max(columns - Width.of(label), NARROWEST))) {
            found.add((before + line).stripTrailing());
            before = " ".repeat(Width.of(label));
        }
        return found;
    }

    /** Width of the longest word. */
    static int longestWord(String text) {
        int longest = 0;
        for (var word : text.split("[ \n]")) {
            longest = Math.max(longest, Width.of(word));
        }
        return longest;
    }
}
