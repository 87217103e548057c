package daxplane.shell.screen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON that exists already, and stands in an answer as it is. */
public final class StoredJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final String text;

    private StoredJson(String text) {
        this.text = text;
    }

    /** @return empty: this is no single JSON value */
    public static Optional<StoredJson> of(String text) {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() != null && parser.nextToken() == null ? Optional.of(new StoredJson(text)) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Token by token, so that it is indented as what is around it. */
    void writeTo(JsonGenerator generator) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        }
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }

    /** Of what this program itself has encoded. */
    public static StoredJson own(String text) {
        return of(text).orElseThrow(() -> new UncheckedIOException(new IOException("not JSON: " + text)));
    }
}
