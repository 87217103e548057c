package daxplane.events.format;

import daxplane.host.Errno;
import daxplane.inventory.BlockRange;
import daxplane.journal.JournalException;
import java.util.ArrayList;
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

    private final Map<String, Object> fields;
    private final Allowance allowance;

    /**
     * @param fields    as {@link JsonParser} has them
     * @param allowance of the whole event
     */
    JsonIn(Map<String, Object> fields, Allowance allowance) {
        this.fields = fields;
        this.allowance = allowance;
    }

    static JsonIn parse(byte[] json) throws JournalException {
        return JsonParser.object(json);
    }

    private <T> Optional<T> field(String name, Class<T> kind) throws JournalException {
        Object value = fields.get(name);
        if (value != null && !kind.isInstance(value)) {
            throw damaged("field %s is a %s".formatted(name, value.getClass().getSimpleName()));
        }
        return Optional.ofNullable(kind.cast(value));
    }

    boolean has(String name) {
        return fields.containsKey(name);
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
        return field(name, JsonIn.class).orElse(new JsonIn(Map.of(), allowance));
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

    /** {@code first} and {@code count} as {@link JsonOut#blocks} writes them. The allowance of the event pays for them. */
    BlockRange blocks() throws JournalException {
        var blocks = new BlockRange(number("first"), number("count"));
        allowance.takeBlocks(blocks.count());
        return blocks;
    }

    /** So many bytes of a label area are about to be made of what it says. The allowance of the event pays for them. */
    void labelBytes(int count) throws JournalException {
        allowance.takeLabelBytes(count);
    }

    /** For words that choose between alternatives. The journal can be older than this program, and newer as well. */
    static JournalException unknown(String what, String word) {
        return new JournalException(Errno.EOPNOTSUPP, "this version knows no %s '%s'; a newer one wrote it, and can read it".formatted(what, word));
    }

    static JournalException damaged(String what) {
        return new JournalException(Errno.EBADMSG, "the event cannot be read: " + what);
    }

    interface Decoding<F, T> {
        T decode(F from) throws JournalException;
    }
}
