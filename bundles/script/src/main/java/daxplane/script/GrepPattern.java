package daxplane.script;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of grep(1) as patterns of Java. In a basic expression <code>\{ \} \( \) \| \+ \?</code> have a meaning and the same
 * without a backslash are plain; in an extended one it is the other way round.
 */
public final class GrepPattern {

    private static final Map<String, String> CLASSES = Map.of("digit", "\\p{Digit}", "alpha", "\\p{Alpha}", "alnum", "\\p{Alnum}",
            "space", "\\s", "blank", "\\p{Blank}", "upper", "\\p{Upper}", "lower", "\\p{Lower}", "xdigit", "\\p{XDigit}", "punct", "\\p{Punct}");

    private GrepPattern() {
    }

    /** How the text is to be understood. */
    public enum Kind {
        BASIC, EXTENDED, FIXED
    }

    /** @throws PatternSyntaxException the message says what is wrong */
    public static Pattern compile(String text, Kind kind, boolean ignoreCase, boolean wholeWord, boolean wholeLine) {
        var regex = kind == Kind.FIXED ? Pattern.quote(text) : translated(text, kind == Kind.EXTENDED);
        if (wholeWord) {
            regex = "(?<!\\w)(?:" + regex + ")(?!\\w)";
        }
        if (wholeLine) {
            regex = "^(?:" + regex + ")$";
        }
        return Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    }

    private static String translated(String text, boolean extended) {
        var regex = new StringBuilder();
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            boolean start = atStart;
            atStart = false;
            if (character == '[') {
                i = set(text, i, regex);
            } else if (character == '\\' && i + 1 < text.length()) {
                var next = text.charAt(++i);
                if ("+?|(){}".indexOf(next) >= 0) {
                    regex.append(extended ? "\\" : "").append(next);
                    atStart = !extended && (next == '(' || next == '|');
                } else if ("<>".indexOf(next) >= 0) {
                    regex.append("\\b");
                } else if ("wWsSbB".indexOf(next) >= 0 || next >= '1' && next <= '9') {
                    regex.append('\\').append(next);
                } else {
                    regex.append(plain(next));
                }
            } else if ("+?|(){}".indexOf(character) >= 0) {
                regex.append(extended ? "" : "\\").append(character);
                atStart = extended && (character == '(' || character == '|');
            } else if (character == '*' && start) {
                regex.append("\\*");
            } else if (".*^$".indexOf(character) >= 0) {
                regex.append(character);
                atStart = character == '^';
            } else {
                regex.append(plain(character));
            }
        }
        return regex.toString();
    }

    private static String plain(char character) {
        return Character.isLetterOrDigit(character) ? String.valueOf(character) : Pattern.quote(String.valueOf(character));
    }

    /** Translates {@code [...]}. @return place of its last character */
    private static int set(String text, int start, StringBuilder regex) {
        int i = start + 1;
        regex.append('[');
        if (i < text.length() && text.charAt(i) == '^') {
            regex.append('^');
            i++;
        }
        boolean first = true;
        while (i < text.length() && (first || text.charAt(i) != ']')) {
            first = false;
            int end = text.startsWith("[:", i) ? text.indexOf(":]", i + 2) : -1;
            if (end > 0) {
                var name = text.substring(i + 2, end);
                if (!CLASSES.containsKey(name)) {
                    throw new PatternSyntaxException("no such class of characters: " + name, text, i);
                }
                regex.append(CLASSES.get(name));
                i = end + 2;
            } else {
                var character = text.charAt(i++);
                regex.append("[]\\&^".indexOf(character) >= 0 ? "\\" : "").append(character);
            }
        }
        if (i >= text.length()) {
            throw new PatternSyntaxException("a [ is not closed", text, start);
        }
        regex.append(']');
        return i;
    }
}
