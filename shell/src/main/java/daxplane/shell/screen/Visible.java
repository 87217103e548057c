package daxplane.shell.screen;

import java.util.List;

/**
 * Text that is not ours, made harmless: labels, reasons, names of devices, users and files can hold anything. What would move
 * the cursor, ring, colour, or turn the direction of writing is shown as an escape of JSON, so that a document in JSON stays
 * one, and so that no text can look like a line of ours.
 *
 * <pre>
 *   ESC [ 2 K   becomes   \u001b[2K
 *   newline     becomes   \n
 *   U+202E      becomes   \u202e        (right-to-left override)
 * </pre>
 */
public final class Visible {

    private Visible() {
    }

    /** In one line. */
    public static String line(String text) {
        return escaped(text, "");
    }

    /** Each in one line. */
    public static List<String> lines(List<String> texts) {
        return texts.stream().map(Visible::line).toList();
    }

    /** The same but for newlines and tabs, which stay: a document, or what a tool prints. */
    public static String document(String text) {
        return escaped(text, "\n\t");
    }

    private static String escaped(String text, String kept) {
        if (isPlain(text)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHarmless(point) || point < 128 && kept.indexOf(point) >= 0) {
                out.appendCodePoint(point);
            } else {
                escape(point, out);
            }
        });
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits, marks, signs and blanks that stand where they are written. */
    static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    static void escape(int point, StringBuilder out) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                for (char unit : Character.toChars(point)) {
                    out.append("\\u").append(Character.forDigit(unit >> 12, 16)).append(Character.forDigit(unit >> 8 & 15, 16))
                            .append(Character.forDigit(unit >> 4 & 15, 16)).append(Character.forDigit(unit & 15, 16));
                }
            }
        }
    }
}
