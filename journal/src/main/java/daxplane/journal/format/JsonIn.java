package daxplane.journal.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One JSON object, read. A field that is not there has its default: empty text, 0, false, an empty list, an empty object.
 * A field of another kind than asked for is damage (EBADMSG); fields that nobody asks for are ignored.
 */
final class JsonIn {

    private static final JsonFactory JSON = new JsonFactory();
    /** Deeper nesting than any event has; a limit, because recursion follows it. */
    private static final int DEEPEST = 32;

    private final Map<String, Object> fields;

    private JsonIn(Map<String, Object> fields) {
        this.fields = fields;
    }

    static JsonIn parse(byte[] json) throws JournalException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw damaged("it is no JSON object");
            }
            var object = object(parser, 1);
            if (parser.nextToken() != null) {
                throw damaged("something follows the JSON object");
            }
            return object;
        } catch (IOException notJson) {
            throw new JournalException(Errno.EBADMSG, "the event is no JSON: " + notJson.getMessage(), notJson);
        }
    }

    private static JsonIn object(JsonParser parser, int depth) throws IOException, JournalException {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            value(parser, depth).ifPresent(value -> fields.put(name, value));
        }
        return new JsonIn(fields);
    }

    /** Empty for null, which means the same as a missing field. */
    private static Optional<Object> value(JsonParser parser, int depth) throws IOException, JournalException {
        if (depth > DEEPEST) {
            throw damaged("its JSON is nested deeper than " + DEEPEST);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> Optional.of(object(parser, depth + 1));
            case START_ARRAY -> {
                var values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser, depth + 1).ifPresent(values::add);
                }
                yield Optional.of(values);
            }
            case VALUE_STRING -> Optional.of(parser.getText());
            // Unsigned numbers above 2^63-1 come as big integers; their low 64 bits are what was written.
            case VALUE_NUMBER_INT -> Optional.of(parser.getNumberValue().longValue());
            case VALUE_NUMBER_FLOAT -> Optional.of(parser.getDoubleValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw damaged("its JSON is cut off");
        };
    }

    private <T> Optional<T> field(String name, Class<T> kind) throws JournalException {
        Object value = fields.get(name);
        if (value != null && !kind.isInstance(value)) {
            throw damaged("field %s is a %s".formatted(name, value.getClass().getSimpleName()));
        }
        return Optional.ofNullable(kind.cast(value));
    }

    String text(String name) throws JournalException {
        return field(name, String.class).orElse("");
    }

    Optional<String> maybeText(String name) throws JournalException {
        return field(name, String.class);
    }

    /** Also unsigned ones, as 64 bits. */
    long number(String name) throws JournalException {
        return field(name, Long.class).orElse(0L);
    }

    int integer(String name) throws JournalException {
        return maybeInteger(name).orElse(0);
    }

    OptionalInt maybeInteger(String name) throws JournalException {
        Optional<Long> value = field(name, Long.class);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get() != value.get().intValue()) {
            throw damaged("field %s is no 32-bit number: %d".formatted(name, value.get()));
        }
        return OptionalInt.of(value.get().intValue());
    }

    long address(String name) throws JournalException {
        return maybeAddress(name).orElse(0);
    }

    OptionalLong maybeAddress(String name) throws JournalException {
        Optional<String> text = field(name, String.class);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text.get(), 2, text.get().length(), 16));
        } catch (NumberFormatException | IndexOutOfBoundsException notHex) {
            throw damaged("field %s is no address: %s".formatted(name, text.get()));
        }
    }

    boolean flag(String name) throws JournalException {
        return field(name, Boolean.class).orElse(false);
    }

    JsonIn object(String name) throws JournalException {
        return field(name, JsonIn.class).orElse(new JsonIn(Map.of()));
    }

    List<String> texts(String name) throws JournalException {
        return list(name, String.class, text -> text);
    }

    <T> List<T> objects(String name, Decoding<JsonIn, T> decoding) throws JournalException {
        return list(name, JsonIn.class, decoding);
    }

    private <E, T> List<T> list(String name, Class<E> kind, Decoding<E, T> decoding) throws JournalException {
        var decoded = new ArrayList<T>();
        for (Object element : field(name, List.class).orElse(List.of())) {
            if (!kind.isInstance(element)) {
                throw damaged("list %s holds a %s".formatted(name, element.getClass().getSimpleName()));
            }
            decoded.add(decoding.decode(kind.cast(element)));
        }
        return decoded;
    }

    /** For words that choose between alternatives. The journal can be older than this program, and newer as well. */
    static JournalException unknown(String what, String word) {
        return new JournalException(Errno.EOPNOTSUPP, "this version knows no %s '%s'; a newer one wrote it, and can read it".formatted(what, word));
    }

    static JournalException damaged(String what) {
        return new JournalException(Errno.EBADMSG, "the event can not be read: " + what);
    }

    interface Decoding<F, T> {
        T decode(F from) throws JournalException;
    }
}
