package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Drift;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Proposal;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.events.Event;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The right to write is held while an operation runs, not while a console is open; and what is announced of an operation in doubt is what is done. */
class IdleConsoleTest {

    private static final Limits AT_ONCE = new Limits(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ZERO, Duration.ZERO);
    private static final Actor ROOT = new Actor("root", "");

    /** The process is gone, and nobody catches it. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    private final FakeMachine machine = FakeMachine.twoDevices();
    private final MemoryStore store = new MemoryStore();
    private final LocalControlPlane console = plane();
    private final LocalControlPlane script = plane();

    private LocalControlPlane plane() {
        return new LocalControlPlane(machine, machine, store, () -> Plane.MODES, AT_ONCE, () -> 0);
    }

    private static Outcome assign(LocalControlPlane plane, String device) {
        return plane.execute(new Command.Assign(device, "system-ram", Options.NONE), ROOT);
    }

    @Test
    void keepsNobodyFromWriting() throws Exception {
        console.start();

        assertThat(assign(script, "dax0.0")).isInstanceOf(Outcome.Done.class);
        assertThat(assign(console, "dax2.0")).isInstanceOf(Outcome.Done.class);
        assertThat(script.execute(new Command.Release("dax0.0", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(store.journal().verify().damage()).isEmpty();
    }

    @Test
    void seesWhatOthersDid() throws Exception {
        console.start();

        assign(script, "dax0.0");

        assertThat(console.picture().inventory().daxDevices().get("dax0.0").driver()).contains("kmem");
        assertThat(console.drift().rows()).as("it was decided").isEmpty();
        assertThat(console.history("dax0.0")).last().satisfies(entry -> assertThat(entry.what()).startsWith("completed"));
    }

    @Test
    void plansTheUndoOfWhatAnotherDid() throws Exception {
        var done = (Outcome.Done) assign(script, "dax0.0");

        assertThat(console.plan(new Command.Undo(done.operation()))).isInstanceOfSatisfying(Proposal.Planned.class,
                planned -> assertThat(planned.plan().steps()).isNotEmpty());
    }

    private void dieAt(String write) {
        machine.afterWrite(written -> {
            if (written.startsWith(write)) {
                throw new Died();
            }
        });
        try {
            assign(script, "dax0.0");
        } catch (Died _) {
            machine.afterWrite(_ -> { });
            store.processDied();
        }
    }

    private String settled() {
        return store.events().stream().filter(Event.OperationSettled.class::isInstance).map(Event.OperationSettled.class::cast)
                .map(event -> event.outcome().name()).reduce((_, later) -> later).orElse("");
    }

    @Test
    void announcesThatItWillBeTakenBackAndTakesItBack() throws Exception {
        dieAt("device_dax/unbind");

        console.drift();
        assertThat(console.takeNotes()).singleElement().asString().contains("(assign dax0.0 system-ram) has not ended").contains("takes it back first");
        console.plan(new Command.Recover(Optional.empty()));
        assertThat(console.takeNotes()).singleElement().asString().contains("takes it back first");
        assertThat(settled()).as("looking settles nothing").isEmpty();

        assign(console, "dax2.0");
        assertThat(settled()).isEqualTo("UNDONE");
        assertThat(console.takeNotes()).singleElement().asString().startsWith("settled first: ").contains("undone");
        assertThat(console.drift().rows()).extracting(Drift.Row::object).isEmpty();
    }

    @Test
    void announcesThatItWillBeCompletedAndCompletesIt() throws Exception {
        dieAt("memory33/state");

        console.drift();
        assertThat(console.takeNotes()).singleElement().asString().contains("completes it first");

        assign(console, "dax2.0");
        assertThat(settled()).isEqualTo("COMPLETED");
        assertThat(console.takeNotes()).singleElement().asString().startsWith("settled first: ").contains("completed");
    }
}
