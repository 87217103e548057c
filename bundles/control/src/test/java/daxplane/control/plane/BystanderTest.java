package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Outcome;
import daxplane.control.fake.PlainModes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes along with an operation that was about something else is nobody's wish: it stays drift. */
class BystanderTest {

    /** new_id attaches every device without a driver whose name is in the list, dax2.0 too. */
    private static Site withDax20Attached() {
        var site = Site.twoDevices();
        assertThat(site.assign("dax0.0", PlainModes.RAM)).isInstanceOf(Outcome.Done.class);
        site.machine.boot();
        return site;
    }

    @Test
    void recoverDoesNotClaimWhatCameAlong() throws Exception {
        try (var site = withDax20Attached()) {
            site.control.start();
            assertThat(site.control.drift().rows()).as("lost at the boot").isNotEmpty();
            site.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0");
            site.machine.outsideId("kmem", "dax2.0");

            var outcome = site.when(new Command.Recover(Optional.of("dax0.0")));

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(site.machine.driver("dax0.0")).contains("kmem");
            assertThat(site.machine.driver("dax2.0")).as("came along").contains("kmem");
            assertThat(site.control.drift().rows()).extracting(row -> row.object()).contains("dax2.0").doesNotContain("dax0.0");
        }
    }

    @Test
    void neitherDoesAssign() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();
            site.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0");
            site.machine.outsideId("kmem", "dax2.0");

            assertThat(site.assign("dax0.0", PlainModes.RAM)).isInstanceOf(Outcome.Done.class);

            assertThat(site.machine.driver("dax2.0")).contains("kmem");
            assertThat(site.control.drift().rows()).extracting(row -> row.object()).contains("dax2.0").doesNotContain("dax0.0");
        }
    }
}
