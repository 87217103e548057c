package daxplane.shell.command;

import daxplane.shell.screen.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Something that an unfinished word could become.
 *
 * @param value    the whole word
 * @param shown    what people see of it in a list
 * @param about    what it is, in a few words; empty text for nothing
 * @param finished whether the word ends there; a directory's does not
 * @param rank     those with a lower one come first
 */
public record Suggestion(String value, String shown, String about, boolean finished, int rank) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** Of the longest number that sorts as one. */
    private static final int DIGITS = 20;

    public Suggestion {
        shown = Visible.line(shown);
        about = Visible.line(about);
    }

    static Suggestion of(String value) {
        return new Suggestion(value, value, "", true, 0);
    }

    static Suggestion of(String value, String about) {
        return new Suggestion(value, value, about, true, 0);
    }

    /** In the order in which they are shown: by rank, and names as people count them, memory9 in front of memory10. */
    public static List<Suggestion> inOrder(List<Suggestion> found) {
        var sorted = found.stream().sorted(Comparator.comparingInt(Suggestion::rank).thenComparing(suggestion -> counted(suggestion.value))).toList();
        return IntStream.range(0, sorted.size()).mapToObj(place -> sorted.get(place).ranked(place)).toList();
    }

    /** Numbers with zeros in front, so that they sort as numbers. */
    private static String counted(String name) {
        return NUMBER.matcher(name).replaceAll(number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }

    Suggestion ranked(int other) {
        return new Suggestion(value, shown, about, finished, other);
    }

    /** Without what it is about: many of them fit a small screen so. */
    public Suggestion brief() {
        return new Suggestion(value, shown, "", finished, rank);
    }

    /** A word that goes on: an option in front of its value. */
    static Suggestion unfinished(String value, String about) {
        return new Suggestion(value, value, about, false, 0);
    }

    /** A path, shown by its last part. @param directory whether it goes on below it; its value then ends with a slash */
    static Suggestion path(String value, boolean directory) {
        return new Suggestion(value, value.substring(value.lastIndexOf('/', value.length() - 2) + 1), "", !directory, 0);
    }

    /** The same behind a text that is there already. */
    Suggestion behind(String prefix) {
        return new Suggestion(prefix + value, shown, about, finished, rank);
    }
}
