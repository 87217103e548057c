package daxplane.events.format;

import daxplane.journal.JournalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses JSON (RFC 8259). An object becomes a {@link JsonIn}, an array a List, a string a String, a whole number that fits
 * into 64 bits, signed or unsigned, a Long with those bits, any other number a Double. Null is as if it were not there.
 */
final class JsonParser {

    /** Deeper nesting than any event has; a limit, because recursion follows it. */
    private static final int DEEPEST = 32;

    private final String text;
    private final Allowance allowance = new Allowance();
    private int at;

    private JsonParser(String text) {
        this.text = text;
    }

    /** @throws JournalException EBADMSG: the bytes are no JSON object */
    static JsonIn object(byte[] utf8) throws JournalException {
        var parser = new JsonParser(new String(utf8, StandardCharsets.UTF_8));
        parser.skipBlanks();
        if (parser.peek() != '{') {
            throw parser.damaged("an object is due");
        }
        JsonIn object = parser.object(1);
        parser.skipBlanks();
        if (parser.at != parser.text.length()) {
            throw parser.damaged("something follows the object");
        }
        return object;
    }

    private Optional<Object> value(int depth) throws JournalException {
        if (depth > DEEPEST) {
            throw damaged("it is nested deeper than " + DEEPEST);
        }
        return switch (peek()) {
            case '{' -> Optional.of(object(depth));
            case '[' -> Optional.of(array(depth));
            case '"' -> Optional.of(string());
            case 't' -> word("true", Optional.of(true));
            case 'f' -> word("false", Optional.of(false));
            case 'n' -> word("null", Optional.empty());
            default -> Optional.of(number());
        };
    }

    private JsonIn object(int depth) throws JournalException {
        Map<String, Object> fields = new LinkedHashMap<>();
        take('{');
        if (!more('}')) {
            return new JsonIn(fields, allowance);
        }
        do {
            String name = string();
            skipBlanks();
            take(':');
            skipBlanks();
            value(depth + 1).ifPresent(value -> fields.put(name, value));
        } while (another('}'));
        return new JsonIn(fields, allowance);
    }

    private List<Object> array(int depth) throws JournalException {
        List<Object> elements = new ArrayList<>();
        take('[');
        if (!more(']')) {
            return elements;
        }
        do {
            value(depth + 1).ifPresent(elements::add);
        } while (another(']'));
        return elements;
    }

    /** After an opening bracket: whether there is anything before the closing one. */
    private boolean more(char closing) throws JournalException {
        skipBlanks();
        if (peek() == closing) {
            at++;
            return false;
        }
        return true;
    }

    /** After an element: whether a comma promises another one. */
    private boolean another(char closing) throws JournalException {
        skipBlanks();
        if (peek() == closing) {
            at++;
            return false;
        }
        take(',');
        skipBlanks();
        return true;
    }

    private String string() throws JournalException {
        take('"');
        int start = at;
        while (peek() != '"' && peek() != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        var unescaped = new StringBuilder(text.substring(start, at));
        while (peek() != '"') {
            char c = text.charAt(at++);
            unescaped.append(c == '\\' ? escaped() : c);
        }
        at++;
        return unescaped.toString();
    }

    private char escaped() throws JournalException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unit();
            default -> throw damaged("there is no escape \\" + c);
        };
    }

    private char unit() throws JournalException {
        try {
            at += 4;
            return (char) Integer.parseUnsignedInt(text, at - 4, at, 16);
        } catch (NumberFormatException | IndexOutOfBoundsException notHex) {
            throw damaged("four hex digits are due");
        }
    }

    private Object number() throws JournalException {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        try {
            return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException notWholeOrTooLarge) {
            try {
                return Double.parseDouble(digits);
            } catch (NumberFormatException noNumber) {
                throw damaged("a value is due");
            }
        }
    }

    private Optional<Object> word(String word, Optional<Object> value) throws JournalException {
        if (!text.startsWith(word, at)) {
            throw damaged("a value is due");
        }
        at += word.length();
        return value;
    }

    private void take(char due) throws JournalException {
        if (peek() != due) {
            throw damaged("'" + due + "' is due");
        }
        at++;
    }

    private char peek() throws JournalException {
        if (at >= text.length()) {
            throw damaged("it is cut off");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JournalException damaged(String what) {
        return JsonIn.damaged("its JSON is wrong at character " + at + ": " + what);
    }
}
