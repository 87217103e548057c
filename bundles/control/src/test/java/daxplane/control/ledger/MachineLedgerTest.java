package daxplane.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.fixtures.kernel.FakeMachine;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineLedgerTest {

    private static final ObjectId DAX = new ObjectId(ObjectId.Kind.DAX_DEVICE, "uuid:00000000-0000-4000-8000-000000000001");
    private static final Fact UNBOUND = new Fact.DriverUnbound("dax0.0", "device_dax");

    private final MachineLedger ledger = new MachineLedger();
    private Inventory boot = Inventory.EMPTY;

    @BeforeEach
    void boot() throws Exception {
        boot = FakeMachine.twoDevices().look();
        apply(new Event.BootObserved("boot-1", "machine", "6.12", boot, List.of()));
    }

    private void apply(Event... events) {
        for (Event event : events) {
            long next = ledger.revision() + 1;
            ledger.apply(new EventRecord(next, Instant.EPOCH, event.getClass().getSimpleName(), 1, "", "", event));
        }
    }

    private static Event intent(String id, String command) {
        return new Event.OperationIntended(id, command, "root", "", List.of());
    }

    private Optional<Object> wanted() {
        return ledger.wanted().get(DAX).state().map(State::text);
    }

    @Test
    void takesTheFirstBootForWanted() {
        assertThat(wanted()).contains("devdax");
        assertThat(Deviation.of(ledger)).isEmpty();
    }

    @Test
    void foldsFactsWhoeverCausedThem() {
        apply(new Event.FactsObserved(Cause.EXTERNAL, List.of(UNBOUND)));
        assertThat(ledger.observed().daxDevices().get("dax0.0").driver()).isEmpty();
        assertThat(wanted()).contains("devdax");
        assertThat(ledger.lastChange(DAX)).hasValueSatisfying(cause -> assertThat(cause.external()).isTrue());
    }

    @Test
    void takesWhatACompletedOperationMadeForWanted() {
        apply(intent("op-2", "echo dax0.0 > unbind"), new Event.FactsObserved(Cause.operation("op-2"), List.of(UNBOUND)));
        assertThat(wanted()).as("not before it has ended").contains("devdax");
        apply(new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, ""));
        assertThat(wanted()).contains("no driver");
        assertThat(ledger.wanted().get(DAX).cause().by()).isEqualTo(Cause.operation("op-2"));
    }

    @Test
    void takesNothingOfAnOperationThatDidNotComplete() {
        for (Event.Outcome outcome : List.of(Event.Outcome.UNDONE, Event.Outcome.PARTIAL, Event.Outcome.IN_DOUBT)) {
            String id = "op-" + (ledger.revision() + 1);
            apply(intent(id, "x"), new Event.FactsObserved(Cause.operation(id), List.of(UNBOUND)), new Event.OperationEnded(id, outcome, ""));
            assertThat(wanted()).contains("devdax");
            assertThat(Deviation.of(ledger)).hasSize(1);
            apply(new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverBound("dax0.0", "device_dax"))));
        }
    }

    @Test
    void takesWhatWasDoneFromOutsideDuringAnOperationForNobodysWish() {
        apply(intent("op-2", "echo"), new Event.FactsObserved(Cause.EXTERNAL, List.of(UNBOUND)), new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, ""));
        assertThat(wanted()).contains("devdax");
    }

    @Test
    void keepsAClaimOverABootThatRenamesTheDevice() {
        var device = boot.daxDevices().get("dax0.0");
        var renamed = new DaxDevice("dax0.7", device.regionPath(), device.namespace(), device.identity(), device.ranges(), device.bytes(),
                device.alignBytes(), Optional.empty(), device.numaNode(), device.targetNode(), false);
        apply(new Event.BootObserved("boot-2", "machine", "6.12", boot.change().removeDaxDevice("dax0.0").put(renamed).build(), List.of()));
        assertThat(Deviation.of(ledger)).singleElement().satisfies(deviation -> {
            assertThat(deviation.name()).isEqualTo("dax0.7");
            assertThat(deviation.key()).isEqualTo(DAX);
        });
    }

    @Test
    void tellsADeviceThatIsGone() {
        apply(new Event.BootObserved("boot-2", "machine", "6.12", boot.change().removeDaxDevice("dax0.0").build(), List.of()));
        assertThat(DriftReport.of(ledger, ledger.revision()).rows()).singleElement().satisfies(row -> {
            assertThat(row.observed()).isEqualTo("absent");
            assertThat(row.remedy()).isEqualTo("accept dax0.0");
        });
    }

    @Test
    void previewsWithoutChanging() {
        var preview = ledger.with(List.of(new Event.FactsObserved(Cause.EXTERNAL, List.of(UNBOUND))));
        assertThat(DriftReport.of(preview, ledger.revision()).rows()).singleElement()
                .satisfies(row -> assertThat(row.cause()).isEqualTo("external (not recorded yet)"));
        assertThat(ledger.revision()).isEqualTo(1);
        assertThat(ledger.observed()).isEqualTo(boot);
        assertThat(Deviation.of(ledger)).isEmpty();
    }

    @Test
    void refusesARecordOutOfOrder() {
        assertThatThrownBy(() -> ledger.apply(new EventRecord(7, Instant.EPOCH, "", 1, "", "", intent("x", "y"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
