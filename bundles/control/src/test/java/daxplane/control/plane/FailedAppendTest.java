package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Outcome;
import daxplane.control.fake.PlainModes;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.host.Errno;
import daxplane.inventory.Fact;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The journal takes nothing for a while: what was seen meanwhile is not recorded, so it has to be seen again. */
class FailedAppendTest {

    private static Stream<Fact> external(Site site) {
        return site.store.events().stream()
                .flatMap(event -> event instanceof Event.FactsObserved(var cause, var facts) && cause.equals(Cause.EXTERNAL) ? facts.stream() : Stream.empty());
    }

    /** The look that preceded the failed append showed it; the next one, of what was touched since, would not. */
    @Test
    void whatOthersDidIsRecordedWhenThereIsRoomAgain() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();
            site.machine.outside(Site.POLICY, "online_movable");
            site.store.fail(Errno.ENOSPC);
            assertThat(site.assign("dax0.0", PlainModes.RAM)).isInstanceOf(Outcome.Refused.class);
            site.store.heal();

            assertThat(site.control.drift().rows()).singleElement().satisfies(row -> assertThat(row.observed()).contains("online_movable"));

            assertThat(external(site)).anyMatch(fact -> fact instanceof Fact.PolicySeen);
            assertThat(site.control.pictureAt(site.control.journal().head()).inventory()).isEqualTo(site.machine.look());
        }
    }

    /** In the middle of an operation: the steps are taken back without a record, and the record says so later. */
    @Test
    void theJournalTellsTheTruthAboutAnOperationThatItCouldNotFollow() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();
            site.machine.afterWrite(write -> {
                if (write.equals("device_dax/unbind dax0.0")) {
                    site.store.fail(Errno.ENOSPC);
                }
            });
            assertThat(site.assign("dax0.0", PlainModes.RAM)).isInstanceOf(Outcome.InDoubt.class);
            site.machine.afterWrite(_ -> { });
            site.store.heal();

            site.assign("dax2.0", PlainModes.RAM);

            var journalled = site.control.pictureAt(site.control.journal().head()).inventory();
            assertThat(journalled.change().removeIds("kmem").build()).isEqualTo(site.machine.look());
            assertThat(site.machine.driver("dax0.0")).contains("device_dax");
        }
    }
}
