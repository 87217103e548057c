package daxplane.events.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.RecordText;
import daxplane.journal.Entry;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JSON schemas of docs/schemas, held against everything that was ever written. The published ones let pass what a newer version adds;
 * here a field that they do not name is a fault, so that no field joins without its line there. The validator is not ours.
 */
class SchemaTest {

    private static final Path SCHEMAS = Path.of("../../docs/schemas");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "urn:daxplane:schema:";

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(strict())));

    private static Map<String, String> strict() {
        try (var files = Files.list(SCHEMAS)) {
            return files.filter(file -> file.toString().endsWith(".schema.json"))
                    .collect(Collectors.toMap(file -> ID + file.getFileName(), file -> closed(read(file)).toString()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Objects have no other fields than those that are named; references lead to the whole address. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("type").asText().equals("object") && object.has("properties")) {
                object.put("additionalProperties", false);
            }
            if (object.path("$ref").asText().matches("[A-Za-z].*\\.schema\\.json.*")) {
                object.put("$ref", ID + object.get("$ref").asText());
            }
        }
        node.forEach(SchemaTest::closed);
        return node;
    }

    private JsonSchema schema(String word) {
        return factory.getSchema(URI.create(ID + word + ".schema.json"));
    }

    private List<String> faults(String word, String json) throws IOException {
        return schema(word).validate(JSON.readTree(json)).stream().map(Object::toString).sorted().toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasASchema(EventType type) {
        assertThat(read(SCHEMAS.resolve(type.word() + ".schema.json")).path("description").asText()).contains("Event type " + type.number() + ",");
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenEventFollowsTheSchemaOfItsType() throws IOException {
        List<Path> files;
        try (var listed = Files.list(GOLDEN)) {
            files = listed.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(80);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
                () -> assertThat(faults(file.getFileName().toString().replaceAll("[-.].*", ""), Files.readString(file))).isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "StepFailed         | {\"operation\":\"op-1\",\"step\":\"1\",\"what\":\"\"}",
        "StepFailed         | {\"operation\":\"op-1\",\"step\":1}",
        "OperationEnded     | {\"operation\":\"op-1\",\"outcome\":\"LOST\",\"summary\":\"\"}",
        "FactsObserved      | {\"cause\":\"external\",\"facts\":[{\"fact\":\"DimmLost\",\"name\":\"nmem0\"}]}",
        "FactsObserved      | {\"cause\":\"external\",\"facts\":[{\"fact\":\"DriverBound\",\"device\":\"dax0.0\"}]}",
        "EffectPerformed    | {\"operation\":\"\",\"step\":0,\"effect\":{\"effect\":\"LoadModule\"},\"result\":{\"result\":\"Done\",\"bytes\":0},\"durationNanos\":0}"})
    void refusesWhatIsNoSuchEvent(String word, String json) throws IOException {
        assertThat(faults(word, json)).isNotEmpty();
    }

    @Test
    void linesOfAnExportFollowTheSchemaOfALine(@TempDir Path folder) throws Exception {
        try (var journal = new FileJournals().write(folder); var log = new EventLog(journal)) {
            for (Event event : Samples.events().values()) {
                log.append(event);
            }
            journal.append(new Entry(4711, 9, false, "{\"of\":\"tomorrow\"}".getBytes(StandardCharsets.US_ASCII)));
            journal.append(new Entry(4712, 1, false, new byte[] {0, 1, '}'}));
            log.stored(1, Long.MAX_VALUE, record -> {
                assertThat(faultsOf(RecordText.line(record, RecordText.Format.JSONL, ""))).isEmpty();
                return true;
            });
        }
    }

    private List<String> faultsOf(String line) {
        try {
            return faults("record", line);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
