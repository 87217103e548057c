package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is what happens: each command of its transcripts is one run of the program, on one machine, and its
 * output is the one that stands there. Only times and hashes may differ.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {

    private static final Path README = Path.of(System.getProperty("basedir", "."), "../../README.md");
    private static final String PROMPT = "daxplane> ";

    @TempDir
    private static Path work;
    private Daxplane daxplane;

    /** A command and the lines that stand below it. */
    private record Shown(String command, List<String> output) {
    }

    @BeforeAll
    void start() throws Exception {
        daxplane = Daxplane.start(work);
    }

    @AfterAll
    void stop() throws Exception {
        daxplane.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandAnswersAsShown() throws Exception {
        var transcript = transcript(Files.readAllLines(README));
        assertThat(transcript).extracting(Shown::command).contains("list", "assign dax0.0 system-ram", "reboot", "drift", "recover",
                "history dax0.0", "journal verify");
        return transcript.stream().map(shown -> DynamicTest.dynamicTest(shown.command(), () -> {
            var run = daxplane.run("-c", shown.command());

            assertThat(run.err()).isEmpty();
            assertThat(comparable(run.out().lines().toList())).isEqualTo(comparable(shown.output()));
        }));
    }

    private static List<Shown> transcript(List<String> lines) {
        var transcript = new ArrayList<Shown>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith(PROMPT)) {
                transcript.add(new Shown(line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (inside) {
                transcript.getLast().output().add(line);
            }
        }
        return transcript;
    }

    private static List<String> comparable(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "TIME")
                .replaceAll("\\b[0-9a-f]{64}\\b", "HASH").stripTrailing()).toList();
    }
}
