package daxplane.script;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What grep(1) prints of one text, line by line as they come: {@link #take} each, then {@link #end}. For one text and one thread.
 *
 * <p>At most {@code before} lines are kept.
 */
public final class LineSearch {

    /** What is printed, where it is not the line. */
    public enum Option {
        /** {@code -l}: the name of the text if a line is found. */
        NAMES_WITH,
        /** {@code -L}: the name of the text if none is found. */
        NAMES_WITHOUT,
        /** {@code -c}: how many lines are found. */
        COUNT,
        /** {@code -n}: numbers before the lines. */
        NUMBERS,
        /** {@code -q}: nothing. */
        QUIET,
        /** {@code -o}: each piece that matches, on a line of its own. */
        PIECES
    }

    /** Which lines are found. */
    public interface Wanted {

        boolean found(String line);

        /** The pieces of a line for {@link Option#PIECES}, none of them empty. */
        Stream<String> pieces(String line);

        /**
         * Lines in which one of the patterns is found.
         *
         * @param invert the others instead
         */
        static Wanted of(List<Pattern> patterns, boolean invert) {
            return new Wanted() {
                @Override
                public boolean found(String line) {
                    return patterns.stream().anyMatch(pattern -> pattern.matcher(line).find()) != invert;
                }

                @Override
                public Stream<String> pieces(String line) {
                    return invert ? Stream.empty() : patterns.stream().flatMap(pattern -> pattern.matcher(line).results())
                            .map(MatchResult::group).filter(Predicate.not(String::isEmpty));
                }
            };
        }
    }

    /**
     * How to search, and what to print.
     *
     * @param before {@code -B}: lines printed before one that is found
     * @param after  {@code -A}: lines printed after it
     * @param most   {@code -m}: the search ends with so many found lines; 0: it does not
     */
    public record Manner(Wanted wanted, Set<Option> options, int before, int after, int most) {

        private boolean has(Option option) {
            return options.contains(option);
        }

        private boolean firstIsEnough() {
            return has(Option.NAMES_WITH) || has(Option.NAMES_WITHOUT) || has(Option.QUIET);
        }
    }

    private final Manner manner;
    private final String name;
    private final boolean named;
    private final PrintStream out;
    private final Deque<String> held = new ArrayDeque<>();
    private int number;
    private int found;
    private int printed;
    private int due;

    /**
     * @param name  of the text
     * @param named whether the name stands before each line
     */
    public LineSearch(Manner manner, String name, boolean named, PrintStream out) {
        this.manner = manner;
        this.name = name;
        this.named = named;
        this.out = out;
    }

    /** @return whether it wants more lines */
    public boolean take(String line) {
        number++;
        boolean enough = manner.most() > 0 && found >= manner.most();
        if (!manner.wanted().found(line)) {
            around(line);
            return !enough || due > 0;
        }
        if (enough) {
            return false;
        }
        found++;
        if (manner.firstIsEnough()) {
            return false;
        }
        if (!manner.has(Option.COUNT)) {
            if (manner.has(Option.PIECES)) {
                manner.wanted().pieces(line).forEach(piece -> print(piece, number, ':'));
            } else {
                withThoseBefore(line);
            }
            out.flush();
        }
        return manner.most() == 0 || found < manner.most() || due > 0;
    }

    /** Prints what can be said at the end only. @return how many lines were found; at most 1 where one is enough */
    public int end() {
        if (!manner.has(Option.QUIET)) {
            if (manner.has(Option.NAMES_WITH) || manner.has(Option.NAMES_WITHOUT)) {
                if (manner.has(Option.NAMES_WITH) && found > 0 || manner.has(Option.NAMES_WITHOUT) && found == 0) {
                    out.println(name);
                }
            } else if (manner.has(Option.COUNT)) {
                out.println((named ? name + ":" : "") + found);
            }
        }
        return found;
    }

    /** A line that is not found: printed after one that is, or kept for one that may come. */
    private void around(String line) {
        if (due > 0) {
            due--;
            print(line, number, '-');
        } else if (manner.before() > 0) {
            if (held.size() == manner.before()) {
                held.removeFirst();
            }
            held.addLast(line);
        }
    }

    private void withThoseBefore(String line) {
        int first = number - held.size();
        if (printed > 0 && first > printed + 1 && manner.before() + manner.after() > 0) {
            out.println("--");
        }
        for (String earlier : held) {
            print(earlier, first++, '-');
        }
        held.clear();
        print(line, number, ':');
        due = manner.after();
    }

    private void print(String text, int at, char mark) {
        out.println((named ? name + mark : "") + (manner.has(Option.NUMBERS) ? at + String.valueOf(mark) : "") + text);
        printed = at;
    }
}
