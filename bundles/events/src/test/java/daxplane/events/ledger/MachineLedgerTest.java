package daxplane.events.ledger;

import static daxplane.events.ledger.Pictures.DAX;
import static daxplane.events.ledger.Pictures.MACHINE;
import static daxplane.events.ledger.Pictures.NAMESPACE;
import static daxplane.events.ledger.Pictures.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.Intent;
import daxplane.events.Target;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.events.desired.State;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fold of a journal: what was seen, what is wanted, and who made it so. */
class MachineLedgerTest {

    private static final Fact UNBOUND = new Fact.DriverUnbound("dax0.0", "device_dax");
    private static final Optional<State> NO_DRIVER = Optional.of(new State.Dax(Optional.empty(), new TreeMap<>(), false));

    private final MachineLedger ledger = Pictures.booted();

    private void apply(Event... events) {
        Pictures.apply(ledger, events);
    }

    /** As version 1 has it: what it was about follows from the text. */
    private static Event textOnly(String id, String command) {
        return new Event.OperationIntended(id, command, "root", "", List.of());
    }

    private static Event intended(String id, Intent intent) {
        return new Event.OperationIntended(id, "typed " + id, "root", "because", List.of(), intent);
    }

    private static Event ended(String id, Event.Outcome outcome, Decision... decisions) {
        return new Event.OperationEnded(id, outcome, "summary of " + id, Optional.of(List.of(decisions)), List.of());
    }

    private static Event unbound(Cause cause) {
        return new Event.FactsObserved(cause, List.of(UNBOUND));
    }

    private Optional<Object> wanted() {
        return ledger.wanted().get(DAX).state().map(State::text);
    }

    @Test
    void takesTheFirstBootForWanted() {
        assertThat(wanted()).contains("devdax");
        assertThat(ledger.wanted().get(DAX).cause()).isEqualTo(new Origin(1, Cause.BOOT));
        assertThat(Deviation.of(ledger)).isEmpty();
    }

    @Test
    void tellsWhatItWasToldLast() {
        assertThat(ledger.snapshot()).isEqualTo(new MachineState(1, "boot-1", "machine", MACHINE));
        assertThat(ledger.bootId()).isEqualTo("boot-1");
    }

    @Test
    void foldsFactsWhoeverCausedThem() {
        apply(unbound(Cause.EXTERNAL));
        assertThat(ledger.observed().daxDevices().get("dax0.0").driver()).isEmpty();
        assertThat(wanted()).contains("devdax");
        assertThat(ledger.lastChange(DAX)).contains(new Origin(2, Cause.EXTERNAL));
        assertThat(ledger.lastChange(OTHER)).as("nobody touched it").contains(new Origin(1, Cause.BOOT));
    }

    @Test
    void takesWhatACompletedOperationOfVersionOneMadeForWanted() {
        apply(textOnly("op-2", "echo dax0.0 > unbind"), unbound(Cause.operation("op-2")));
        assertThat(wanted()).as("not before it has ended").contains("devdax");
        apply(new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, ""));
        assertThat(wanted()).contains("no driver");
        assertThat(ledger.wanted().get(DAX).cause()).isEqualTo(new Origin(4, Cause.operation("op-2")));
    }

    @Test
    void takesDecisionsAsTheyWereRecorded() {
        apply(intended("op-2", new Intent.ByHand(false, List.of())), unbound(Cause.operation("op-2")), ended("op-2", Event.Outcome.COMPLETED,
                new Decision.Chosen(OTHER, "dax9.9", NO_DRIVER), new Decision.Dropped(NAMESPACE)));
        assertThat(ledger.wanted().get(OTHER).name()).as("not what the facts would say").isEqualTo("dax9.9");
        assertThat(ledger.wanted()).doesNotContainKey(NAMESPACE);
        assertThat(wanted()).as("no decision tells of it").contains("devdax");
    }

    @Test
    void aSettledOperationDecidesAsAnEndedOneDoes() {
        apply(intended("op-2", new Intent.ByHand(false, List.of())), new Event.OperationSettled("op-2", Event.Outcome.COMPLETED, "looked at",
                Optional.of(List.of(new Decision.Accepted(DAX, "dax0.0", NO_DRIVER))), List.of()));
        assertThat(wanted()).contains("no driver");
        assertThat(ledger.operation("op-2").orElseThrow().summary()).isEqualTo("looked at");
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void takesNothingOfAnOperationThatDidNotComplete() {
        for (Event.Outcome outcome : List.of(Event.Outcome.UNDONE, Event.Outcome.PARTIAL, Event.Outcome.IN_DOUBT)) {
            String id = "op-" + (ledger.revision() + 1);
            apply(textOnly(id, "x"), unbound(Cause.operation(id)), ended(id, outcome, new Decision.Chosen(DAX, "dax0.0", NO_DRIVER)));
            assertThat(wanted()).contains("devdax");
            assertThat(Deviation.of(ledger)).hasSize(1);
            apply(new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverBound("dax0.0", "device_dax"))));
        }
    }

    @Test
    void takesWhatWasDoneFromOutsideDuringAnOperationForNobodysWish() {
        apply(textOnly("op-2", "echo"), unbound(Cause.EXTERNAL), new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, ""));
        assertThat(wanted()).contains("devdax");
    }

    @Test
    void anOperationIsOpenUntilItEnds() {
        var effect = new Event.EffectPerformed("op-2", 1, new Effect.LoadModule("kmem"), new EffectResult.Done(0), 5);
        var stranger = new Event.EffectPerformed("op-77", 1, new Effect.LoadModule("nd_btt"), new EffectResult.Done(0), 5);
        apply(intended("op-2", new Intent.ByHand(true, List.of())), effect, stranger, unbound(Cause.operation("op-2")), ended("op-77", Event.Outcome.COMPLETED));
        var open = ledger.open().orElseThrow();
        assertThat(open.id()).isEqualTo("op-2");
        assertThat(open.meant()).isEqualTo(new Intent.ByHand(true, List.of()));
        assertThat(open.intended()).isEqualTo(2);
        assertThat(open.bootId()).isEqualTo("boot-1");
        assertThat(open.before()).isEqualTo(MACHINE);
        assertThat(open.effects()).as("its own").containsExactly(effect);
        assertThat(open.touched()).containsExactly(DAX);
        apply(ended("op-2", Event.Outcome.UNDONE));
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void remembersOperationsInTheirOrder() {
        apply(intended("op-2", new Intent.Power(true)), ended("op-2", Event.Outcome.PARTIAL), intended("op-4", new Intent.Power(false)));
        assertThat(ledger.operations()).extracting(Operation::id).containsExactly("op-2", "op-4");
        assertThat(ledger.operation("op-2")).contains(new Operation("op-2", new Intent.Power(true), "typed op-2", "root", "because", 2,
                Optional.of(Event.Outcome.PARTIAL), "summary of op-2", List.of(), 3));
        assertThat(ledger.operation("op-4").orElseThrow().outcome()).isEmpty();
        assertThat(ledger.operation("op-2").orElseThrow().text()).isEqualTo("op-2 (typed op-2)");
    }

    @Test
    void whatIsAsideOfTheMachineComesInTheMiddleOfWhatChangesIt() {
        apply(intended("op-2", new Intent.ByHand(false, List.of())), intended("op-3", new Intent.ConfigurationChange("effect.seconds", "5")));
        assertThat(ledger.open().orElseThrow().id()).isEqualTo("op-2");
        assertThat(ledger.openAside()).extracting(Operation::id).containsExactly("op-3");
        apply(ended("op-3", Event.Outcome.COMPLETED));
        assertThat(ledger.openAside()).isEmpty();
        assertThat(ledger.open()).isPresent();
    }

    @Test
    void whatIsTheDefaultAgainIsNotConfigured() {
        apply(new Event.ConfigurationChanged("a", "", "1", "op-2"), new Event.ConfigurationChanged("b", "", "2", "op-3"));
        assertThat(ledger.configuration()).isEqualTo(Map.of("a", "1", "b", "2"));
        apply(new Event.ConfigurationChanged("a", "1", "", "op-4"));
        assertThat(ledger.configuration()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void aRefusalIsFoundByTheIdThatItsCallerGave() {
        var withId = new Event.Refused("assign", "root", "", "EBUSY", "dax0.0", "rule", "remedy", "mine", "held", List.of(), OptionalInt.empty());
        apply(new Event.Refused("assign", "root", "", "EBUSY", "dax0.0", "rule", "remedy"), withId);
        assertThat(ledger.refusal("mine")).contains(withId);
        assertThat(ledger.refusal("")).isEmpty();
    }

    @Test
    void knowsAModuleThatWasLoadedOnceOrExchanged() {
        assertThat(ledger.knowsModule("device_dax")).isTrue();
        assertThat(ledger.knowsModule("kmem")).isFalse();
        apply(new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.ModuleLoaded("kmem"))),
                new Event.DriverChanged("btt", "update", "1", "", "2", "", "", "op-3", List.of("mode nd_pmem", "module nd_btt")));
        assertThat(ledger.knowsModule("kmem")).isTrue();
        assertThat(ledger.knowsModule("nd_btt")).isTrue();
        assertThat(ledger.knowsModule("nd_pmem")).isFalse();
    }

    @Test
    void aBootChangesWhatIsNotAsItWas() {
        var now = MACHINE.change().build();
        apply(unbound(Cause.EXTERNAL), new Event.BootObserved("boot-2", "machine", "6.12", now, List.of()));
        assertThat(ledger.lastChange(DAX)).contains(new Origin(3, Cause.BOOT));
        assertThat(ledger.lastChange(OTHER)).as("it is as it was").contains(new Origin(1, Cause.BOOT));
        assertThat(ledger.bootId()).isEqualTo("boot-2");
    }

    @Test
    void aModuleThatABootDidNotLoadAgainWasChangedByIt() {
        var without = Pictures.after(MACHINE, List.of(new Fact.ModuleUnloaded("device_dax")));
        apply(new Event.BootObserved("boot-2", "machine", "6.12", without, List.of()));
        assertThat(ledger.lastChange(ObjectId.ofModule("device_dax"))).contains(new Origin(2, Cause.BOOT));
    }

    @Test
    void aBootOfVersionTwoSaysItselfWhatIsWanted() {
        var fresh = new MachineLedger();
        Pictures.apply(fresh, new Event.BootObserved("boot-1", "machine", "6.12", MACHINE, List.of(),
                Optional.of(List.of(new Decision.Found(OTHER, "dax1.0", NO_DRIVER)))));
        assertThat(fresh.wanted().keySet()).containsExactly(OTHER);
    }

    @Test
    void aLaterBootTakesForWantedOnlyWhatNobodyDecidedAbout() {
        apply(unbound(Cause.EXTERNAL));
        apply(new Event.BootObserved("boot-2", "machine", "6.12", ledger.observed(), List.of()));
        assertThat(wanted()).as("decided at the first boot").contains("devdax");
    }

    @Test
    void keepsAWishOverABootThatRenamesTheDevice() {
        var device = MACHINE.daxDevices().get("dax0.0");
        var renamed = new DaxDevice("dax0.7", device.regionPath(), device.namespace(), device.identity(), device.ranges(), device.bytes(),
                device.alignBytes(), Optional.empty(), device.numaNode(), device.targetNode(), false);
        apply(new Event.BootObserved("boot-2", "machine", "6.12", MACHINE.change().removeDaxDevice("dax0.0").put(renamed).build(), List.of()));
        assertThat(Deviation.of(ledger)).singleElement().satisfies(deviation -> {
            assertThat(deviation.name()).isEqualTo("dax0.7");
            assertThat(deviation.key()).isEqualTo(DAX);
        });
    }

    @Test
    void whatIsGoneDeviatesUnderTheNameThatItHad() {
        apply(new Event.BootObserved("boot-2", "machine", "6.12", MACHINE.change().removeDaxDevice("dax0.0").build(), List.of()));
        assertThat(Deviation.of(ledger)).containsExactly(new Deviation.Of(DAX, "dax0.0", ledger.wanted().get(DAX).state(), Optional.empty()));
    }

    @Test
    void whatNobodyWantedDeviatesToo() {
        var added = Pictures.device("dax2.0", "path:new", AddressRange.ofSize(1L << 40, Pictures.BLOCK), Optional.empty(), Optional.empty());
        apply(new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DaxDeviceSeen(added))));
        assertThat(Deviation.of(ledger)).singleElement().satisfies(deviation -> {
            assertThat(deviation.wanted()).isEmpty();
            assertThat(deviation.name()).isEqualTo("dax2.0");
        });
    }

    @Test
    void modulesDoNotDeviateByThemselves() {
        apply(intended("op-2", new Intent.ByHand(false, List.of())), ended("op-2", Event.Outcome.COMPLETED,
                new Decision.Chosen(ObjectId.ofModule("kmem"), "kmem", Optional.of(new State.Loaded()))));
        assertThat(Deviation.of(ledger)).isEmpty();
    }

    @Test
    void previewsWithoutChanging() {
        apply(intended("op-2", new Intent.ByHand(false, List.of())));
        var preview = ledger.with(List.of(unbound(Cause.operation("op-2"))));
        assertThat(Deviation.of(preview)).hasSize(1);
        assertThat(preview.revision()).isEqualTo(3);
        assertThat(preview.bootId()).isEqualTo("boot-1");
        assertThat(preview.snapshot().host()).isEqualTo("machine");
        assertThat(preview.knowsModule("device_dax")).isTrue();
        assertThat(preview.lastChange(OTHER)).isEqualTo(ledger.lastChange(OTHER));
        assertThat(preview.open().orElseThrow().touched()).containsExactly(DAX);
        assertThat(ledger.revision()).isEqualTo(2);
        assertThat(ledger.observed()).isEqualTo(MACHINE);
        assertThat(ledger.open().orElseThrow().touched()).isEmpty();
        assertThat(Deviation.of(ledger)).isEmpty();
    }

    @Test
    void aPreviewKeepsWhatTheOpenOperationTouched() {
        apply(intended("op-2", new Intent.ByHand(false, List.of())), new Event.EffectPerformed("op-2", 1, new Effect.LoadModule("kmem"),
                new EffectResult.Done(0), 1), unbound(Cause.operation("op-2")), new Event.ConfigurationChanged("a", "", "1"));
        var preview = ledger.with(List.of());
        assertThat(preview.open().orElseThrow().touched()).containsExactly(DAX);
        assertThat(preview.open().orElseThrow().effects()).hasSize(1);
        assertThat(preview.configuration()).containsEntry("a", "1");
    }

    @Test
    void recordsThatChangeNothingAreCounted() {
        var picture = ledger.observed();
        apply(new Event.StepFailed("op-2", 1, "what"), new Event.DriftDetected(List.of()));
        assertThat(ledger.revision()).isEqualTo(3);
        assertThat(ledger.observed()).isSameAs(picture);
    }

    @Test
    void refusesARecordOutOfOrder() {
        for (long revision : List.of(1L, 3L, 7L)) {
            assertThatThrownBy(() -> ledger.apply(new EventRecord(revision, Instant.EPOCH, "", 1, "", "", textOnly("x", "y"))))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("record " + revision + " does not follow 1");
        }
    }

    @Test
    void anIntentOfVersionTwoIsNotReadFromItsText() {
        apply(intended("op-2", new Intent.Assign(Target.of(DAX, "dax0.0"), "system-ram", List.of())));
        assertThat(ledger.operation("op-2").orElseThrow().intent()).isEqualTo(new Intent.Assign(Target.of(DAX, "dax0.0"), "system-ram", List.of()));
    }

    @Test
    void nothingIsKnownBeforeTheFirstRecord() {
        var empty = new MachineLedger();
        assertThat(empty.snapshot()).isEqualTo(new MachineState(0, "", "", Inventory.EMPTY));
        assertThat(empty.wanted()).isEmpty();
        assertThat(empty.operations()).isEmpty();
    }
}
