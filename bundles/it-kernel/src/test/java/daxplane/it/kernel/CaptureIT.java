package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twin of a guest, made and booted inside of it, lists what ndctl and daxctl list there. */
class CaptureIT {

    private static final String CONSOLE = "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '/app/tests:/app/lib/*'"
            + " org.junit.platform.console.ConsoleLauncher execute --disable-banner --include-engine=junit-jupiter --details=tree --disable-ansi-colors";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.1"})
    void theTwinListsWhatTheRealToolsList(String kernel) throws Exception {
        try (var guest = Lab.fromSystemProperties().boot(kernel, directory)) {
            var run = guest.inImage(CONSOLE + " --select-class=daxplane.it.kernel.inside.CaptureSteps", Duration.ofMinutes(5));

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            for (String[] listing : new String[][] {{"ndctl", "ndctl list -BDRN -vvv"}, {"daxctl", "daxctl list -RD"}}) {
                String twin = guest.exec("cat /mnt/tmp/twin.listings/" + listing[0]).succeeded().out();
                assertThat(JSON.std.anyFrom(twin)).as(listing[1]).isEqualTo(JSON.std.anyFrom(guest.exec(listing[1]).succeeded().out()));
            }
        }
    }
}
