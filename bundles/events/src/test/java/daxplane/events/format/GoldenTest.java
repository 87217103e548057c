package daxplane.events.format;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Event;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every event type in every version that was ever written: {@code golden/TYPE[-variant].VERSION.json}. A file is never
 * changed. When a type grows, its version grows and files of the new version join; the old ones must be read for ever.
 *
 * <p>Files that are missing are written to {@code target/golden}, for the one who adds a version to look at and copy.
 */
class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> writesWhatItAlwaysWrote() {
        return Samples.events().entrySet().stream().map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> {
            String encoded = new String(EventCodec.encode(sample.getValue()), StandardCharsets.UTF_8);
            assertThat(encoded).isEqualTo(golden(sample.getKey() + "." + EventType.of(sample.getValue()).version() + ".json", encoded));
        }));
    }

    @TestFactory
    Stream<DynamicTest> readsEveryVersionThatWasEverWritten() throws IOException {
        Map<String, Event> samples = Samples.events();
        List<Path> files;
        try (var listed = Files.list(GOLDEN)) {
            files = listed.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(samples.size());
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            String name = file.getFileName().toString().replaceAll("\\.\\d+\\.json$", "");
            Event sample = samples.get(name);
            assertThat(sample).as("a sample for %s", file).isNotNull();
            assertThat(EventCodec.decode(EventType.of(sample), Files.readAllBytes(file))).isEqualTo(sample);
        }));
    }

    /** Every alternative stands in some sample; a new one is noticed here before it is written without a golden file. */
    @Test
    void coversEveryKindOfEventEffectAnswerAndFact() {
        assertThat(Samples.events().values()).extracting(Object::getClass).containsAll(kinds(Event.class));
        assertThat(Stream.concat(Samples.EFFECTS.stream(), Samples.LATER_EFFECTS.stream())).extracting(Object::getClass).hasSameElementsAs(kinds(Effect.class));
        assertThat(Samples.RESULTS).extracting(Object::getClass).hasSameElementsAs(kinds(EffectResult.class));
        assertThat(Stream.of(Samples.FACTS, Samples.LATER_FACTS, Samples.USER_FACTS, Samples.LABEL_FACTS).flatMap(List::stream)).extracting(Object::getClass).containsAll(kinds(Fact.class));
    }

    @Test
    void givesEveryTypeANumberOfItsOwn() {
        assertThat(EventType.values()).extracting(EventType::number).doesNotHaveDuplicates().allMatch(number -> number > 0 && number < 65536);
        for (EventType type : EventType.values()) {
            assertThat(EventType.ofNumber(type.number())).contains(type);
            assertThat(type.version()).isBetween(1, 255);
        }
    }

    private static List<Class<?>> kinds(Class<?> sealed) {
        return List.of(sealed.getPermittedSubclasses());
    }

    private static String golden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Files.exists(file)) {
            return Files.readString(file);
        }
        Path proposal = Files.createDirectories(Path.of("target/golden")).resolve(name);
        Files.writeString(proposal, actual);
        return "the content of " + file + ", which is missing; see " + proposal;
    }
}
