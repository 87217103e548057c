package daxplane.conform;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Marks in an answer for what no machine can know of another: dates, modes of files, the kernel's log. A recorded text equals
 * an answer with marks when it has anything in their places.
 */
final class Wildcard {

    /** Any characters of one line; from a private area of Unicode, so that no kernel prints it. */
    static final String TEXT = "\uE000";
    /** Any lines, also none. */
    static final String LINES = "\uE001";

    private static final Pattern MARKS = Pattern.compile("(" + TEXT + "|" + LINES + "\n?)");

    private Wildcard() {
    }

    /** Takes a time that grows with the product of the two lengths, at worst. */
    static boolean matches(String recorded, String here) {
        if (!marked(here)) {
            return recorded.equals(here);
        }
        var reached = new BitSet();
        reached.set(0);
        var marks = MARKS.matcher(here);
        int end = 0;
        while (marks.find()) {
            reached = afterText(recorded, here.substring(end, marks.start()), reached);
            reached = marks.group().equals(TEXT) ? withinLine(recorded, reached) : fromFirst(recorded, reached);
            end = marks.end();
        }
        return afterText(recorded, here.substring(end), reached).get(recorded.length());
    }

    /** @param reached offsets up to which the recorded text agrees so far; @return those after {@code text} */
    private static BitSet afterText(String recorded, String text, BitSet reached) {
        var after = new BitSet();
        reached.stream().filter(at -> recorded.startsWith(text, at)).forEach(at -> after.set(at + text.length()));
        return after;
    }

    private static BitSet withinLine(String recorded, BitSet reached) {
        var after = new BitSet();
        for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(after.length())) {
            int newline = recorded.indexOf('\n', at);
            after.set(at, (newline < 0 ? recorded.length() : newline) + 1);
        }
        return after;
    }

    private static BitSet fromFirst(String recorded, BitSet reached) {
        var after = new BitSet();
        if (!reached.isEmpty()) {
            after.set(reached.nextSetBit(0), recorded.length() + 1);
        }
        return after;
    }

    static boolean marked(String text) {
        return MARKS.matcher(text).find();
    }

    /** Whether nothing is left but marks. */
    static boolean saysNothing(String text) {
        return MARKS.matcher(text).replaceAll("").isBlank();
    }
}
