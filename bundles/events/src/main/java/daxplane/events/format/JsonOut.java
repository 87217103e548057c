package daxplane.events.format;

import daxplane.inventory.BlockRange;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes one JSON object (RFC 8259), field after field, in the order of the calls. What is absent is left out; there is no null.
 *
 * <p>Addresses are text in hex ({@code "0x140000000"}), because people compare them with /proc/iomem and because JSON readers
 * lose digits beyond 2^53. Everything beyond ASCII is escaped, so that every Java string survives, also half a surrogate pair.
 */
final class JsonOut {

    private final StringBuilder text = new StringBuilder(512);
    /** Whether a comma is due before the next field or element. */
    private boolean separate;
    private long blocks;
    private long labelBytes;

    private JsonOut() {
    }

    static JsonOut object(Consumer<JsonOut> fields) {
        var out = new JsonOut();
        out.braced(fields);
        return out;
    }

    /** The object as UTF-8, without any white space. */
    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** How many memory blocks it names. */
    long blocks() {
        return blocks;
    }

    JsonOut text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    JsonOut text(String name, Optional<String> value) {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    JsonOut number(String name, long signed) {
        name(name);
        text.append(signed);
        return this;
    }

    /** An unsigned 64-bit number, in decimal. */
    JsonOut unsigned(String name, long value) {
        name(name);
        text.append(Long.toUnsignedString(value));
        return this;
    }

    JsonOut number(String name, OptionalInt value) {
        return value.isPresent() ? number(name, value.getAsInt()) : this;
    }

    JsonOut address(String name, long value) {
        return text(name, "0x" + Long.toHexString(value));
    }

    JsonOut address(String name, OptionalLong value) {
        return value.isPresent() ? address(name, value.getAsLong()) : this;
    }

    JsonOut flag(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    /** How many bytes of label areas it tells of. */
    long labelBytes() {
        return labelBytes;
    }

    /** It tells of so many more. */
    void labelBytes(int count) {
        labelBytes += count;
    }

    /** {@code first} and {@code count}. */
    JsonOut blocks(BlockRange range) {
        blocks += range.count();
        return number("first", range.first()).number("count", range.count());
    }

    JsonOut texts(String name, Collection<String> values) {
        return list(name, values, JsonOut::quoted);
    }

    JsonOut object(String name, Consumer<JsonOut> fields) {
        name(name);
        braced(fields);
        return this;
    }

    <T> JsonOut objects(String name, Collection<T> values, BiConsumer<JsonOut, T> fields) {
        return list(name, values, (out, value) -> out.braced(inner -> fields.accept(inner, value)));
    }

    private <T> JsonOut list(String name, Collection<T> values, BiConsumer<JsonOut, T> element) {
        name(name);
        text.append('[');
        separate = false;
        for (T value : values) {
            separated();
            element.accept(this, value);
        }
        text.append(']');
        separate = true;
        return this;
    }

    private void braced(Consumer<JsonOut> fields) {
        text.append('{');
        separate = false;
        fields.accept(this);
        text.append('}');
        separate = true;
    }

    private void name(String name) {
        separated();
        quoted(name);
        text.append(':');
    }

    private void separated() {
        if (separate) {
            text.append(',');
        }
        separate = true;
    }

    private void quoted(String value) {
        JsonText.quote(text, value);
    }
}
