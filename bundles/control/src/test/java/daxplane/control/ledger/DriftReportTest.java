package daxplane.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of an object that is not as it is wanted. */
class DriftReportTest {

    private final MachineLedger ledger = new MachineLedger();
    private Inventory boot = Inventory.EMPTY;

    @BeforeEach
    void boot() throws Exception {
        boot = FakeMachine.twoDevices().look();
        apply(boot("boot-1", boot));
    }

    private void apply(Event event) {
        ledger.apply(new EventRecord(ledger.revision() + 1, Instant.EPOCH, event.getClass().getSimpleName(), 1, "", "", event));
    }

    private static Event boot(String id, Inventory picture) {
        return new Event.BootObserved(id, "machine", "6.12", picture, List.of());
    }

    @Test
    void whatIsGoneCanBeAccepted() {
        apply(boot("boot-2", boot.change().removeDaxDevice("dax0.0").build()));
        assertThat(DriftReport.of(ledger, ledger.revision()).rows()).singleElement().satisfies(row -> {
            assertThat(row.observed()).isEqualTo("absent");
            assertThat(row.remedy()).isEqualTo("accept dax0.0");
        });
    }

    @Test
    void whatTheJournalHasNotYetIsSaidToBeUnrecorded() {
        var preview = ledger.with(List.of(new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverUnbound("dax0.0", "device_dax")))));
        assertThat(DriftReport.of(preview, ledger.revision()).rows()).singleElement()
                .satisfies(row -> assertThat(row.cause()).isEqualTo("external (not recorded yet)"));
    }
}
