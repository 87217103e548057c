package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.ledger.MachineLedger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nobody has decided about is wanted as a boot found it; the record of the boot says so, object by object, and the fold reads that. */
class FirstBootIsADecisionTest {

    private static List<Event.BootObserved> boots(Site site) {
        return site.store.events().stream().filter(Event.BootObserved.class::isInstance).map(Event.BootObserved.class::cast).toList();
    }

    @Test
    void recordsWhatIsWantedOfEachObjectThatWasFound() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();

            var boot = boots(site).getFirst();
            var found = boot.decisions().orElseThrow();
            assertThat(found).isNotEmpty().allMatch(Decision.Found.class::isInstance);
            assertThat(found).extracting(Decision::object).containsExactlyElementsOf(ManagedObjects.of(boot.picture()).keySet());
        }
    }

    @Test
    void aLaterBootDecidesAboutNothingThatIsWantedAlready() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();
            site.machine.boot();
            site.control.drift();
            site.assign("dax0.0", "no such mode");

            assertThat(boots(site)).hasSize(2);
            assertThat(boots(site).getLast().decisions()).contains(List.of());
        }
    }

    /** A change of the rule changes no journal that was written by another one. */
    @Test
    void theFoldTakesTheDecisionsAsTheyStand() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();
            var boot = boots(site).getFirst();
            var one = boot.decisions().orElseThrow().getFirst();
            var ledger = new MachineLedger();

            ledger.apply(new EventRecord(1, Instant.EPOCH, "BootObserved", 2, "", "", new Event.BootObserved(boot.bootId(), boot.host(), boot.kernelRelease(),
                    boot.picture(), List.of(), Optional.of(List.of(one)))));

            assertThat(ledger.wanted()).containsOnlyKeys(one.object());
        }
    }
}
