package daxplane.events.format;

import daxplane.journal.JournalException;
import java.util.HexFormat;

/** Texts and payloads as they stand within JSON. Pure. */
public final class JsonText {

    private static final HexFormat HEX = HexFormat.of();

    private JsonText() {
    }

    /** A JSON string with its quotes. Everything beyond ASCII is escaped, so that every Java string survives, also half a surrogate pair. */
    public static String quoted(String value) {
        var text = new StringBuilder(value.length() + 2);
        quote(text, value);
        return text.toString();
    }

    static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        text.append(c);
                    } else {
                        text.append("\\u").append(HEX.toHexDigits(c));
                    }
                }
            }
        }
        text.append('"');
    }

    /** Where a string that begins at {@code start} ends, behind its last quote; -1: it does not end. */
    public static int endOfString(String line, int start) {
        for (int at = start + 1; at < line.length(); at++) {
            switch (line.charAt(at)) {
                case '\\' -> at++;
                case '"' -> {
                    return at + 1;
                }
                default -> { }
            }
        }
        return -1;
    }

    /** Whether a payload can stand in a line as it is: one JSON object of printable ASCII. A newer version may store something else. */
    public static boolean isObject(byte[] payload) {
        for (byte character : payload) {
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        try {
            JsonParser.object(payload);
            return true;
        } catch (JournalException none) {
            return false;
        }
    }
}
