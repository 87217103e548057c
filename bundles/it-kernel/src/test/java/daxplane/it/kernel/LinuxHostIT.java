package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs, inside of a guest, what can only be tested there. */
class LinuxHostIT {

    private static final String CONSOLE = "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '/app/tests:/app/lib/*'"
            + " org.junit.platform.console.ConsoleLauncher execute --disable-banner --include-engine=junit-jupiter --details=tree --disable-ansi-colors";

    @TempDir
    Path directory;

    @Test
    void passesItsOwnTestsInsideOfAGuest() throws Exception {
        try (var guest = Lab.fromSystemProperties().boot("6.12", directory)) {
            var run = guest.inImage(CONSOLE + " --select-package=daxplane.it.kernel.inside --include-classname='.*Inside'", Duration.ofMinutes(5));

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("[         0 tests failed").doesNotContain("[         0 tests successful");
        }
    }

    /** A guest of its own: the recording begins with a fresh boot. */
    @Test
    void answersTheRecordedScenarioInsideOfAGuest() throws Exception {
        try (var guest = Lab.fromSystemProperties().boot("6.12", directory)) {
            var run = guest.inImage(CONSOLE + " --select-class=daxplane.it.kernel.inside.ScenarioSteps", Duration.ofMinutes(5));

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("[        36 tests successful");
        }
    }
}
