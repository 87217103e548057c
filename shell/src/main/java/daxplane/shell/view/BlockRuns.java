package daxplane.shell.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that say the same of one memory block after the other, as one text: a device of a terabyte has 8,192 of them.
 *
 * <pre>
 *   memory33 online in zone Movable, memory34 online in zone Movable    memory33-34 online in zone Movable
 *   memory35 offline, memory34 offline                                  memory34-35 offline
 * </pre>
 *
 * @param first  the lowest block
 * @param last   the highest one
 * @param said   what is said of them, with a blank in front
 * @param step   1 upwards, -1 downwards, 0 as long as there is one text
 */
record BlockRuns(long first, long last, String said, int step) {

    private static final Pattern BLOCK = Pattern.compile("memory(\\d{1,15})(?:-(\\d{1,15}))?( .*)");

    /** @return empty when the text is about something else */
    static Optional<BlockRuns> of(String text) {
        Matcher matched = BLOCK.matcher(text);
        if (!matched.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(matched.group(1));
        long last = matched.group(2) == null ? first : Long.parseLong(matched.group(2));
        return last < first ? Optional.empty() : Optional.of(new BlockRuns(first, last, matched.group(3), 0));
    }

    /** The two as one, when {@code next} goes on where this ends. */
    Optional<BlockRuns> and(BlockRuns next) {
        if (!said.equals(next.said)) {
            return Optional.empty();
        }
        if (step >= 0 && next.first == last + 1) {
            return Optional.of(new BlockRuns(first, next.last, said, 1));
        }
        return step <= 0 && next.last == first - 1 ? Optional.of(new BlockRuns(next.first, last, said, -1)) : Optional.empty();
    }

    String text() {
        return "memory" + first + (first == last ? "" : "-" + last) + said;
    }

    /** Neighbours joined. */
    static List<String> folded(List<String> texts) {
        var found = new ArrayList<String>();
        Optional<BlockRuns> run = Optional.empty();
        for (var text : texts) {
            var next = of(text);
            var both = run.isPresent() && next.isPresent() ? run.get().and(next.get()) : Optional.<BlockRuns>empty();
            if (both.isPresent()) {
                found.removeLast();
                found.add(both.get().text());
                run = both;
            } else {
                found.add(text);
                run = next;
            }
        }
        return found;
    }

    /** Of a list in one text, with commas between. */
    static String folded(String list) {
        return String.join(", ", folded(List.of(list.split(", "))));
    }
}
