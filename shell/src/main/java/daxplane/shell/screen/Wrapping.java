package daxplane.shell.screen;

import java.util.ArrayList;
import java.util.List;

/** Long text in lines. */
public final class Wrapping {

    private Wrapping() {
    }

    /**
     * Lines of at most {@code width} characters, broken at blanks; a word that is longer is broken where the line ends. At
     * least one line.
     */
    public static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            wrap(paragraph, width, lines);
        }
        return lines;
    }

    private static void wrap(String paragraph, int width, List<String> lines) {
        var rest = paragraph;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
    }
}
