package daxplane.journal.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes one JSON object, field after field, in the order of the calls. What is absent is left out; there is no null.
 *
 * <p>Addresses are text in hex ({@code "0x140000000"}), because people compare them with /proc/iomem and because JSON readers
 * lose digits beyond 2^53. Everything beyond ASCII is escaped, so that every Java string survives, also half a surrogate pair.
 */
final class JsonOut {

    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator generator;

    private JsonOut(JsonGenerator generator) {
        this.generator = generator;
    }

    /** The object as UTF-8, without any white space. */
    static byte[] object(Consumer<JsonOut> fields) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            new JsonOut(generator).braced(fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array takes everything", impossible);
        }
        return bytes.toByteArray();
    }

    JsonOut text(String name, String value) {
        Objects.requireNonNull(value, name);
        return write(() -> generator.writeStringField(name, value));
    }

    JsonOut text(String name, Optional<String> value) {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    JsonOut number(String name, long signed) {
        return write(() -> generator.writeNumberField(name, signed));
    }

    /** An unsigned 64-bit number, in decimal. */
    JsonOut unsigned(String name, long value) {
        return write(() -> {
            generator.writeFieldName(name);
            generator.writeNumber(Long.toUnsignedString(value));
        });
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
        return write(() -> generator.writeBooleanField(name, value));
    }

    JsonOut texts(String name, Collection<String> values) {
        return write(() -> {
            generator.writeArrayFieldStart(name);
            for (String value : values) {
                generator.writeString(value);
            }
            generator.writeEndArray();
        });
    }

    JsonOut object(String name, Consumer<JsonOut> fields) {
        return write(() -> {
            generator.writeFieldName(name);
            braced(fields);
        });
    }

    <T> JsonOut objects(String name, Collection<T> values, BiConsumer<JsonOut, T> fields) {
        return write(() -> {
            generator.writeArrayFieldStart(name);
            for (T value : values) {
                braced(out -> fields.accept(out, value));
            }
            generator.writeEndArray();
        });
    }

    private void braced(Consumer<JsonOut> fields) throws IOException {
        generator.writeStartObject();
        fields.accept(this);
        generator.writeEndObject();
    }

    private JsonOut write(Writing writing) {
        try {
            writing.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array takes everything", impossible);
        }
        return this;
    }

    private interface Writing {
        void run() throws IOException;
    }
}
