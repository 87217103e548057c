package daxplane.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept inputs: pieces of real machines, and every input that once broke a parser. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputsTest {

    private static final Path INPUTS = Path.of(System.getProperty("inputs"));
    private static final int CUTS = 32;
    private static final int FLIPS = 64;

    @TestFactory
    Stream<DynamicTest> keepsTheRules() throws IOException {
        return kept().stream().map(file -> DynamicTest.dynamicTest(INPUTS.relativize(file).toString(),
                () -> Trial.of(target(file), Files.readAllBytes(file))));
    }

    @Test
    void everyTargetHasInputsAndEveryInputATarget() throws IOException {
        assertThat(kept().stream().map(InputsTest::name).distinct()).containsExactlyInAnyOrderElementsOf(Targets.names());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void keepsTheRulesWhenTheInputIsCut(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < CUTS; cut++) {
            Trial.of(target(file), java.util.Arrays.copyOf(whole, (int) ((long) whole.length * cut / CUTS)));
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void keepsTheRulesWhenBytesAreChanged(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] changed = whole.clone();
            for (int many = random.nextInt(1, 4); many > 0; many--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Trial.of(target(file), changed);
        }
    }

    private static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(INPUTS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getParent().getFileName().toString();
    }

    private static Target target(Path file) {
        return Targets.named(name(file)).orElseThrow();
    }
}
