package daxplane.it.kernel.inside;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.capture.Captured;
import daxplane.conform.Comparison;
import daxplane.conform.Pardon;
import daxplane.conform.Performer;
import daxplane.conform.StateMap;
import daxplane.conform.Step;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.linux.LinuxHost;
import daxplane.host.sysfs.SysfsLook;
import daxplane.inventory.Difference;
import daxplane.inventory.Inventory;
import daxplane.it.kernel.Simulation;
import daxplane.tools.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Captures the guest that it runs in, and boots the twin beside it. What the twin lists is left for who asked. */
class CaptureSteps {

    /** Commands, and the files below {@code twin.listings} for what the twin answers. */
    private static final List<List<String>> LISTINGS = List.of(List.of("ndctl list -BDRN -vvv", "ndctl"), List.of("daxctl list -RD", "daxctl"));

    @Test
    void theTwinListsWhatTheGuestLists() throws Exception {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try (var host = LinuxHost.open()) {
            host.changes().settle(Duration.ofSeconds(60));
            Captured captured = Captured.from(host, "twin");
            assertThat(captured.notes()).isEmpty();
            captured.writeTo(Files.createDirectory(place.resolve("twin")));

            try (var twin = Simulation.open(place.resolve("twin.state"), place.resolve("twin"))) {
                assertThat(Comparison.states(StateMap.of(host.attributes()), StateMap.of(twin.attributes()), Pardon.UNCERTAIN)).isEmpty();
                assertThat(Difference.between(picture(host), picture(twin))).isEmpty();
                Path listings = Files.createDirectory(place.resolve("twin.listings"));
                for (List<String> listing : LISTINGS) {
                    String listed = ended(twin, listing.getFirst());
                    assertThat(listed).as(listing.getFirst()).isEqualTo(ended(host, listing.getFirst()));
                    Files.writeString(listings.resolve(listing.getLast()), listed);
                }
            }
        }
    }

    /** What {@code list} shows. The guest has modules for other hardware, which nobody simulates. */
    private static Inventory picture(Host host) throws HostException {
        return new SysfsLook(host.attributes()).look().change().modules(new TreeSet<>()).build();
    }

    private static String ended(Host host, String command) {
        var performer = new Performer(host, new Toolbox(), () -> {
            throw new AssertionError("a list makes up no uuid");
        });
        return ((Step.Result.Ended) performer.perform(new Step.Action.Exec(command)).orElseThrow()).out();
    }
}
