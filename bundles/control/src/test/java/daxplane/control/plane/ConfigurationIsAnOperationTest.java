package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.Command;
import daxplane.control.ConfigurationKey;
import daxplane.control.ControlException;
import daxplane.control.Outcome;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.events.Event;
import daxplane.events.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reproduction (j), third part: what is configured is in the journal, with who, why and how it ended, and nowhere else. */
class ConfigurationIsAnOperationTest {

    private static String set(Site site, long seconds) throws ControlException {
        return site.control.configure(ConfigurationKey.EFFECT_SECONDS, Optional.of(seconds), "config effect.seconds " + seconds, Site.ROOT);
    }

    @Test
    void recordsIntentChangeAndEnd() throws Exception {
        try (var site = Site.twoDevices()) {
            site.control.start();
            int before = site.store.events().size();

            String id = set(site, 1200);

            assertThat(site.store.events().subList(before, site.store.events().size())).containsExactly(
                    new Event.OperationIntended(id, "config effect.seconds 1200", "root", "more memory", List.of(),
                            new Intent.ConfigurationChange("effect.seconds", "1200")),
                    new Event.ConfigurationChanged("effect.seconds", "", "1200", id),
                    new Event.OperationEnded(id, Event.Outcome.COMPLETED, "config effect.seconds 1200", Optional.of(List.of()), List.of()));
        }
    }

    @Test
    void isInForceForTheNextProcessUntilItIsTakenBack() throws Exception {
        var site = Site.twoDevices();
        set(site, 1200);
        site.close();
        try (var next = new Site(site.machine, site.store)) {
            assertThat(next.control.configuration()).isEqualTo(Map.of(ConfigurationKey.EFFECT_SECONDS, 1200L));

            next.control.configure(ConfigurationKey.EFFECT_SECONDS, Optional.empty(), "config effect.seconds default", Site.ROOT);

            assertThat(next.control.configuration()).isEmpty();
        }
    }

    @Test
    void changesTheLimitsOfTheEngine() {
        assertThat(Limits.DEFAULT.with(Map.of("effect.seconds", "5", "settle.seconds", "7", "grace.seconds", "9")))
                .extracting(Limits::effect, Limits::settle, Limits::grace, Limits::lock)
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(7), Duration.ofSeconds(9), Limits.DEFAULT.lock());
        assertThat(Limits.DEFAULT.with(Map.of("effect.seconds", "soon", "another", "1"))).as("a later version's").isEqualTo(Limits.DEFAULT);
    }

    @Test
    void whatIsSoAlreadyIsNoOperation() throws Exception {
        try (var site = Site.twoDevices()) {
            set(site, 1200);
            int before = site.store.events().size();

            assertThat(set(site, 1200)).isEmpty();
            assertThat(site.store.events()).hasSize(before);
        }
    }

    @Test
    void refusesWhatIsOutOfBounds() {
        try (var site = Site.twoDevices()) {
            assertThatThrownBy(() -> set(site, 0)).isInstanceOf(ControlException.class).hasMessageContaining("1 to 86400");
            assertThat(site.store.events()).noneMatch(Event.ConfigurationChanged.class::isInstance);
        }
    }

    /** A power failure may leave the first records of a unit. */
    @Test
    void isSettledByWhatTheJournalHas() throws Exception {
        var site = Site.twoDevices();
        site.control.start();
        site.close();
        try (var journal = site.store.write()) {
            journal.append(new Event.OperationIntended("op-a", "config effect.seconds 7", "root", "", List.of(), new Intent.ConfigurationChange("effect.seconds", "7")));
            journal.append(new Event.ConfigurationChanged("effect.seconds", "", "7", "op-a"));
            journal.append(new Event.OperationIntended("op-b", "config settle.seconds 8", "root", "", List.of(), new Intent.ConfigurationChange("settle.seconds", "8")));
        }
        try (var next = new Site(site.machine, site.store)) {
            next.control.start();

            assertThat(next.store.events()).filteredOn(Event.OperationSettled.class::isInstance).extracting(event -> ((Event.OperationSettled) event).outcome())
                    .containsExactly(Event.Outcome.COMPLETED, Event.Outcome.UNDONE);
        }
    }

    @Test
    void isNotTakenBackAsIfItWereTheMachine() throws Exception {
        try (var site = Site.twoDevices()) {
            String id = set(site, 1200);

            assertThat(site.when(new Command.Undo(id))).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.NO_WAY_BACK));
        }
    }
}
