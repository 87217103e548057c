package daxplane.it.kernel;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs, inside of guests, what can only be tested there: the recorded scenario, then the contract that the simulated machine
 * passes as well, then what concerns the Linux host alone. One boot and one JVM for all of it: the emulator makes both slow.
 */
class LinuxHostIT {

    @TempDir
    Path directory;

    @Test
    void holdsOnTheNewerKernel() throws Exception {
        passes("6.12");
    }

    @Test
    void holdsOnTheOlderKernel() throws Exception {
        passes("6.1");
    }

    private void passes(String kernel) throws Exception {
        var site = Lab.fromSystemProperties().site("host-" + kernel, kernel, directory);
        try (var guest = site.boot()) {
            JUnitInside.passes(site, guest, "--select-package=daxplane.it.kernel.inside --include-classname='.*(Inside|ScenarioSteps)'");
        }
    }
}
