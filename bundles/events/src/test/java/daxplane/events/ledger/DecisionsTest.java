package daxplane.events.ledger;

import static daxplane.events.ledger.Pictures.DAX;
import static daxplane.events.ledger.Pictures.MACHINE;
import static daxplane.events.ledger.Pictures.NAMESPACE;
import static daxplane.events.ledger.Pictures.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.Target;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Fact;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operation decides, by what was meant with it. */
class DecisionsTest {

    private static final Target DAX0 = Target.of(DAX, "dax0.0");
    private static final Target NOBODY = new Target(Optional.empty(), "region0:256M");
    private static final Fact BYSTANDER = new Fact.DriverBound("dax1.0", "kmem");
    private static final Fact NAMESPACE_OFF = new Fact.NamespaceSeen(Pictures.namespace(false));

    private final MachineLedger ledger = Pictures.booted();

    private List<Decision> decided(Intent intent, Fact... facts) {
        Pictures.apply(ledger, new Event.OperationIntended("op-2", "typed", "root", "", List.of(), intent),
                new Event.FactsObserved(Cause.operation("op-2"), List.of(facts)));
        return Decisions.of(ledger.open().orElseThrow(), ledger);
    }

    private Decision chosen(ObjectId key, String name) {
        return new Decision.Chosen(key, name, ManagedObjects.of(ledger.observed(), key).map(object -> object.state()));
    }

    @Test
    void anAssignmentDecidesAboutItsTargetAndNotAboutBystanders() {
        var decisions = decided(new Intent.Assign(DAX0, "system-ram", List.of()), Pictures.toSystemRam().toArray(Fact[]::new));
        assertThat(decisions).containsExactly(chosen(DAX, "dax0.0"));
        assertThat(((Decision.Chosen) decisions.getFirst()).state().map(State::text))
                .contains("system-ram, memory33-34 online in zone Movable, memory35 offline");
    }

    @Test
    void whoDecidesAboutADeviceDecidesAboutItsNamespace() {
        assertThat(decided(new Intent.Assign(DAX0, "fsdax", List.of()), NAMESPACE_OFF, new Fact.DaxDeviceGone("dax0.0"), BYSTANDER))
                .containsExactly(new Decision.Chosen(DAX, "dax0.0", Optional.empty()), chosen(NAMESPACE, "namespace0.0"));
    }

    @Test
    void ofFreeSpaceWhateverWasMadeOfItIsDecided() {
        assertThat(decided(new Intent.Assign(NOBODY, "devdax", List.of()), BYSTANDER)).containsExactly(chosen(OTHER, "dax1.0"));
    }

    @Test
    void aReleaseDecidesAboutItsTargetAlone() {
        assertThat(decided(new Intent.Release(DAX0, List.of()), new Fact.DriverUnbound("dax0.0", "device_dax"), BYSTANDER))
                .containsExactly(chosen(DAX, "dax0.0"));
    }

    @Test
    void aTargetThatWasNotTouchedIsDecidedAboutAllTheSame() {
        assertThat(decided(new Intent.Release(DAX0, List.of()))).containsExactly(chosen(DAX, "dax0.0"));
    }

    @Test
    void toolsAndHandsDecideAboutWhatTheyChanged() {
        for (Intent intent : List.of(new Intent.ToolRun(List.of("daxctl")), new Intent.ByHand(false, List.of()),
                new Intent.Undo("op-1", List.of()), new Intent.Adjust(DAX0, "disable", "", List.of()))) {
            var fresh = new DecisionsTest();
            assertThat(fresh.decided(intent, BYSTANDER)).as(intent.toString()).containsExactly(fresh.chosen(OTHER, "dax1.0"));
        }
    }

    @Test
    void whatIsAsItWasBeforeWasNotChanged() {
        assertThat(decided(new Intent.ToolRun(List.of("daxctl")), new Fact.DriverUnbound("dax0.0", "device_dax"),
                new Fact.DriverBound("dax0.0", "device_dax"))).isEmpty();
    }

    @Test
    void whatIsRecoveredWasWantedBefore() {
        for (Intent intent : List.of(new Intent.Recover(true, List.of()), new Intent.Power(true), new Intent.ConfigurationChange("a", "b"),
                new Intent.Unresolved("x"))) {
            Pictures.apply(ledger, new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, "", Optional.of(List.of()), List.of()));
            var operation = new OpenOperation(new Event.OperationIntended("op-3", "", "root", "", List.of(), intent), intent, "boot-1", 2, MACHINE);
            assertThat(Decisions.of(operation, ledger)).as(intent.toString()).isEmpty();
        }
    }

    @Test
    void acceptedIsWhatIsThere() {
        Pictures.apply(ledger, new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverUnbound("dax0.0", "device_dax"), BYSTANDER)));
        assertThat(decided(new Intent.Accept(false, List.of(DAX0, NOBODY)))).singleElement()
                .isEqualTo(new Decision.Accepted(DAX, "dax0.0", ManagedObjects.of(ledger.observed(), DAX).map(object -> object.state())));
    }

    @Test
    void whatIsGoneIsAcceptedAsGoneUnderTheNameThatItHad() {
        Pictures.apply(ledger, new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DaxDeviceGone("dax0.0"))));
        assertThat(decided(new Intent.Accept(false, List.of(Target.of(DAX, "x"))))).containsExactly(new Decision.Accepted(DAX, "dax0.0", Optional.empty()));
    }

    @Test
    void everythingThatDriftedIsAcceptedAndModulesWithIt() {
        Pictures.apply(ledger, new Event.OperationIntended("op-2", "modprobe", "root", "", List.of(), new Intent.ByHand(false, List.of())),
                new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, "", Optional.of(List.of(
                        new Decision.Chosen(ObjectId.ofModule("kmem"), "kmem", Optional.of(new State.Loaded())),
                        new Decision.Chosen(ObjectId.ofModule("device_dax"), "device_dax", Optional.of(new State.Loaded())))), List.of()),
                new Event.FactsObserved(Cause.EXTERNAL, List.of(BYSTANDER)));
        var operation = new OpenOperation(new Event.OperationIntended("op-5", "accept", "root", "", List.of()), new Intent.Accept(true, List.of()),
                "boot-1", 5, ledger.observed());
        assertThat(Decisions.of(operation, ledger)).extracting(Decision::object).containsExactly(OTHER, ObjectId.ofModule("kmem"));
    }

    @Test
    void aBootFindsWhatNobodyHasDecidedAbout() {
        var added = Pictures.after(MACHINE, List.of(new Fact.DaxDeviceSeen(Pictures.device("dax2.0", "path:new",
                AddressRange.ofSize(1L << 40, Pictures.BLOCK), Optional.empty(), Optional.empty()))));
        assertThat(Decisions.found(ledger, added)).singleElement().satisfies(decision -> {
            assertThat(decision).isInstanceOf(Decision.Found.class);
            assertThat(decision.object().identity()).isEqualTo("path:new");
        });
    }
}
