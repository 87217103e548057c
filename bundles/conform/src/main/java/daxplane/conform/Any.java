package daxplane.conform;

import java.util.regex.Pattern;

/**
 * Marks in an answer for what no machine can know of another: dates, modes of files, the kernel's log. A recorded text equals
 * an answer with marks when it has anything in their places.
 */
final class Any {

    /** Any characters of one line; from a private area of Unicode, so that no kernel prints it. */
    static final String TEXT = "\uE000";
    /** Any lines, also none. */
    static final String LINES = "\uE001";

    private static final Pattern MARKS = Pattern.compile("(" + TEXT + "|" + LINES + "\n?)");

    private Any() {
    }

    static boolean matches(String recorded, String here) {
        if (!marked(here)) {
            return recorded.equals(here);
        }
        var regex = new StringBuilder();
        var marks = MARKS.matcher(here);
        int end = 0;
        while (marks.find()) {
            regex.append(Pattern.quote(here.substring(end, marks.start()))).append(marks.group().equals(TEXT) ? "[^\n]*" : "(?s:.*)");
            end = marks.end();
        }
        regex.append(Pattern.quote(here.substring(end)));
        return Pattern.compile(regex.toString()).matcher(recorded).matches();
    }

    static boolean marked(String text) {
        return MARKS.matcher(text).find();
    }

    /** Whether nothing is left but marks. */
    static boolean saysNothing(String text) {
        return MARKS.matcher(text).replaceAll("").isBlank();
    }
}
