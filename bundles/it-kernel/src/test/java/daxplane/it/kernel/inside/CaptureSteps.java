package daxplane.it.kernel.inside;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.capture.Captured;
import daxplane.conform.Comparison;
import daxplane.conform.KnownDifference;
import daxplane.conform.StateMap;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.linux.LinuxHost;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Inventory;
import daxplane.it.kernel.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Captures the guest that it runs in, and boots the twin beside it. */
class CaptureSteps {

    @Test
    void theTwinShowsWhatTheGuestShows() throws Exception {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try (var host = LinuxHost.open()) {
            host.changes().settle(Duration.ofSeconds(60));
            Captured captured = Captured.from(host, "twin");
            assertThat(captured.notes()).isEmpty();
            captured.writeTo(Files.createDirectory(place.resolve("twin")));

            try (var twin = Simulation.open(place.resolve("twin.state"), place.resolve("twin"))) {
                assertThat(Comparison.states(StateMap.of(host.attributes()), StateMap.of(twin.attributes()), KnownDifference.UNCERTAIN)).isEmpty();
                assertThat(Difference.between(picture(host), picture(twin))).isEmpty();
            }
        }
    }

    /** What {@code list} shows. The guest has modules for other hardware, which nobody simulates. */
    private static Inventory picture(Host host) throws HostException {
        return new SysfsReader(host.attributes()).look().change().modules(new TreeSet<>()).build();
    }
}
