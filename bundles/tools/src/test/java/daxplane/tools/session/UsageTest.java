package daxplane.tools.session;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the tools of version 76.1 print for {@code -h}, each command of them, in which order they name their commands, and what they
 * say to command lines on a machine without devices.
 */
class UsageTest {

    private static final TreeHost MACHINE = new TreeHost(new TreeAttributes());

    /** @param line a command line; @param answer what the original prints, then {@code rc=} and its exit code */
    record Recorded(String line, String answer) {
        @Override
        public String toString() {
            return line;
        }
    }

    private static Stream<Recorded> recorded(String tool) throws IOException {
        try (InputStream in = UsageTest.class.getResourceAsStream("/daxplane/tools/usage/" + tool + ".txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("(?m)^== ")).filter(block -> !block.isEmpty())
                    .map(block -> new Recorded(block.substring(0, block.indexOf('\n')), block.substring(block.indexOf('\n') + 1))).toList().stream();
        }
    }

    static Stream<Recorded> recorded() throws IOException {
        return Stream.of("ndctl", "daxctl", "cxl", "without-devices").flatMap(tool -> {
            try {
                return recorded(tool);
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void explainsACommandAsTheOriginalDoes(Recorded recorded) {
        var run = Run.of(MACHINE, recorded.line());

        assertThat(run.stdout() + run.stderr() + "rc=" + run.exitCode() + "\n").isEqualTo(recorded.answer());
        assertThat(run.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndctl", "daxctl", "cxl"})
    void namesItsCommandsInTheOrderOfTheOriginal(String tool) throws IOException {
        List<String> commands = recorded(tool).map(recorded -> recorded.line().split(" ")[1]).filter(command -> !command.equals("create-nfit")).toList();

        assertThat(Run.of(MACHINE, tool + " --list-cmds").stdout().lines()).startsWith("version").containsExactlyElementsOf(
                Stream.concat(Stream.of("version"), commands.stream()).toList());
    }
}
