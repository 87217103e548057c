package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documents show is what happens: each command of their transcripts is one run of the program, on one machine for
 * each document, and its output is the one that stands there. Only times and hashes may differ. A block that names a machine
 * behind the word console is on a machine of its own.
 */
class TranscriptsIT {

    private static final Path TOP = Path.of(System.getProperty("basedir", "."), "../..");
    private static final String PROMPT = "daxplane> ";

    @TempDir
    private Path work;

    /** A folder that a document makes. */
    private static final String TWIN = "/tmp/twin";

    private static final String USUAL_MACHINE = "two-socket";

    /** A command and the lines that stand below it. */
    private record Shown(String machine, String command, List<String> output) {
    }

    @Test
    void theReadmeShowsTheMainJob() throws Exception {
        var commands = assertThatCommandsAnswerAsShown("README.md");

        assertThat(commands).contains("list", "assign dax0.0 system-ram", "reboot", "drift", "recover", "history dax0.0", "journal verify");
    }

    /** Every document with a transcript, so that none is forgotten. */
    @Test
    void theDocumentsShowWhatHappens() throws Exception {
        var tested = new ArrayList<String>();
        try (var documents = Files.list(TOP.resolve("docs"))) {
            for (var document : documents.filter(TranscriptsIT::hasTranscript).sorted().toList()) {
                assertThatCommandsAnswerAsShown("docs/" + document.getFileName());
                tested.add(document.getFileName().toString());
            }
        }
        assertThat(tested).contains("CONSOLE.md", "TOUR.md");
    }

    private static boolean hasTranscript(Path document) {
        try {
            // WRITE-A-DRIVER needs the files that it tells to write: WriteADriverIT does all of it.
            return document.toString().endsWith(".md") && !document.endsWith("WRITE-A-DRIVER.md") && Files.readString(document).contains("\n" + PROMPT);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> assertThatCommandsAnswerAsShown(String document) throws Exception {
        var transcript = transcript(Files.readAllLines(TOP.resolve(document)));
        try (var daxplane = Daxplane.start(work.resolve(document))) {
            for (var shown : transcript) {
                var onMachine = daxplane.withState(work.resolve(document).resolve("state-" + shown.machine()));
                String twin = work.resolve(document).resolve("twin").toString();
                String command = shown.command().replace(TWIN, twin);
                String screen = shown.machine().equals(USUAL_MACHINE) ? onMachine.screen("-c", command).replace(twin, TWIN)
                        : onMachine.screen("--machine", shown.machine(), "-c", command).replace(twin, TWIN);
                assertThat(comparable(screen.lines().toList()))
                        .as(document + ": " + shown.command()).isEqualTo(comparable(shown.output()));
            }
        }
        return transcript.stream().map(Shown::command).toList();
    }

    private static List<Shown> transcript(List<String> lines) {
        var transcript = new ArrayList<Shown>();
        boolean inside = false;
        String machine = USUAL_MACHINE;
        for (String line : lines) {
            if (line.startsWith("```")) {
                inside = line.matches("```console( \\S+)?");
                machine = line.startsWith("```console ") ? line.substring("```console ".length()) : USUAL_MACHINE;
            } else if (inside && line.startsWith(PROMPT)) {
                transcript.add(new Shown(machine, line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (inside) {
                transcript.getLast().output().add(line);
            }
        }
        return transcript;
    }

    private static List<String> comparable(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "TIME")
                .replaceAll("(\\d+\\.\\d+\\.\\d+ +\\(?)[0-9a-f]{12}\\b", "$1DIGEST").replaceAll("\\b[0-9a-f]{64}\\b", "HASH").stripTrailing()).toList();
    }
}
