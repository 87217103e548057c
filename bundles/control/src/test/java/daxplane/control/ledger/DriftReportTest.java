package daxplane.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Region;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
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

    /** A region of CXL memory is gone after each boot until somebody makes it again, and with it what lay in it. */
    @Test
    void whatLayInARegionThatIsGoneCanBeAccepted() {
        var region = new Region("region0", "/bus/region0", AddressRange.ofSize(4L << 30, 4L << 30), true, true, false, 1 << 24, 0, 0, 1,
                OptionalInt.empty(), OptionalInt.empty(), List.of());
        apply(boot("boot-2", boot.change().put(region).build()));
        apply(boot("boot-3", boot.change().put(region).removeNamespace("namespace0.0").build()));
        assertThat(remedyOf("namespace0.0")).isEqualTo("recover namespace0.0");

        apply(boot("boot-4", boot.change().removeNamespace("namespace0.0").build()));

        assertThat(remedyOf("namespace0.0")).isEqualTo("accept namespace0.0");
    }

    private String remedyOf(String object) {
        return DriftReport.of(ledger, ledger.revision()).rows().stream().filter(row -> row.object().equals(object)).findFirst().orElseThrow().remedy();
    }

    @Test
    void whatTheJournalHasNotYetIsSaidToBeUnrecorded() {
        var preview = ledger.with(List.of(new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverUnbound("dax0.0", "device_dax")))));
        assertThat(DriftReport.of(preview, ledger.revision()).rows()).singleElement()
                .satisfies(row -> assertThat(row.cause()).isEqualTo("external (not recorded yet)"));
    }
}
