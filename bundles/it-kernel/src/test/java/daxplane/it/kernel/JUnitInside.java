package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

/** JUnit's console inside of a guest, with our bundles on its class path. */
final class JUnitInside {

    private static final Duration PATIENCE = Duration.ofMinutes(9);
    private static final String CONSOLE = "java -XX:SharedArchiveFile=/app/tests.jsa -Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
            + " --enable-native-access=ALL-UNNAMED -cp '/app/tests.jar:/app/lib/*' org.junit.platform.console.ConsoleLauncher execute --disable-banner"
            + " --include-engine=junit-jupiter --details=tree --disable-ansi-colors"
            + " --config='junit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer$OrderAnnotation' ";

    private JUnitInside() {
    }

    /** Runs what JUnit's console selects with these arguments; fails with everything that it said. */
    static void passes(Lab.Site site, Guest guest, String selectors) throws IOException {
        var run = guest.inImage(CONSOLE + selectors, PATIENCE);
        String said = site.keep("tests", run);

        assertThat(run.exitCode()).as(said).isZero();
        assertThat(run.out()).contains("[         0 tests failed").doesNotContain("[         0 tests successful");
    }
}
