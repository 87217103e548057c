package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

/** JUnit's console inside of a guest, with our bundles on its class path. */
final class JUnitInside {

    private static final Duration PATIENCE = Duration.ofMinutes(27);
    private static final String CONSOLE = "java @/app/java.args -XX:AOTCache=/app/tests.aot -Xlog:disable org.junit.platform.console.ConsoleLauncher execute --disable-banner"
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
