package daxplane.shell.report;

import daxplane.shell.screen.Visible;
import daxplane.shell.view.HistoryView;
import java.time.Instant;

/** Text that is not ours, as text of a page: harmless between tags and between quotes. */
final class Html {

    /** A longer text is cut, and says so; the journal has it whole. */
    static final int LONGEST_TEXT = 600;
    /** What a text that was cut says at its end; such a text is not cut again. */
    private static final int LONGEST_REMARK = 40;

    private Html() {
    }

    /**
     * What would be markup, and what would be shown where it does not stand (controls, marks that turn the direction of writing), is escaped.
     *
     * @param given of any length
     */
    static String text(String given) {
        var visible = Visible.line(cut(given));
        var out = new StringBuilder(visible.length() + 16);
        for (int at = 0; at < visible.length(); at++) {
            char sign = visible.charAt(at);
            switch (sign) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(sign);
            }
        }
        return out.toString();
    }

    static String cut(String given) {
        if (given.length() <= LONGEST_TEXT + LONGEST_REMARK) {
            return given;
        }
        int end = Character.isHighSurrogate(given.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return given.substring(0, end) + "... (and " + (given.length() - end) + " more characters)";
    }

    static String time(Instant time) {
        return "<time datetime=\"" + text(time.toString()) + "\">" + text(HistoryView.local(time)) + "</time>";
    }

    /** {@code <td>}, with the text in it. */
    static String cell(String given) {
        return "<td>" + text(given) + "</td>";
    }

    static String number(long value) {
        return "<td class=\"n\">" + value + "</td>";
    }
}
