package daxplane.host;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a shell takes them: what is more than plain characters stands in quotes. Pure. */
public final class Quoting {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Quoting() {
    }

    public static String word(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command as it is typed. */
    public static String line(List<String> words) {
        return words.stream().map(Quoting::word).collect(Collectors.joining(" "));
    }
}
