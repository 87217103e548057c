package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Drift;
import daxplane.control.HistoryEntry;
import daxplane.control.KernelFiles;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.Statement;
import daxplane.events.desired.State;
import daxplane.host.Errno;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operation meant, who caused what and what was decided stand in the journal as such: nothing follows from the words of a command. */
class RecordedIntentTest {

    /** The process is gone, and nobody catches it. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    private Plane plane = Plane.twoDevices();

    @AfterEach
    void close() {
        plane.close();
    }

    private <E extends Event> Stream<E> events(Class<E> type) {
        return plane.store.events().stream().filter(type::isInstance).map(type::cast);
    }

    private Intent intent() {
        return events(Event.OperationIntended.class).reduce((_, later) -> later).orElseThrow().intent();
    }

    private List<Decision> decisions() {
        return events(Event.OperationEnded.class).reduce((_, later) -> later).orElseThrow().decisions().orElseThrow();
    }

    /** Drift of {@code dax0.0}, an {@code accept} that dies behind its intent, and a foreign unbind of another device before the next start. */
    private void acceptDiesAndSomebodyElseUnbinds() throws Exception {
        plane.control.start();
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0");
        plane.control.drift();
        plane.store.afterAppend(() -> {
            if (plane.store.events().getLast() instanceof Event.OperationIntended) {
                throw new Died();
            }
        });
        try {
            plane.when(new Command.Accept(Optional.of("dax0.0")));
        } catch (Died _) {
            plane.store.afterAppend(() -> { });
        }
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0");
        plane = plane.afterCrash();
        plane.control.start();
    }

    @Test
    void attributesAForeignChangeToNobodyAlthoughAnAcceptWasInDoubt() throws Exception {
        acceptDiesAndSomebodyElseUnbinds();

        assertThat(plane.control.drift().rows()).extracting(Drift.Row::object).containsExactly("dax2.0");
        assertThat(plane.control.history("dax2.0")).last().returns(Cause.EXTERNAL, HistoryEntry::cause).returns("", HistoryEntry::actor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"external", "boot", "op-99"})
    void refusesACommandIdThatLooksLikeACause(String id) {
        var outcome = plane.control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT, id);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.refusal().errno()).isEqualTo(Errno.EINVAL));
    }

    /** Of an old journal, in which such an id could stand. */
    @Test
    void doesNotTakeAnOperationForTheWorld() {
        assertThat(Cause.operation("external")).isNotEqualTo(Cause.EXTERNAL);
        assertThat(Cause.operation("boot").is("boot")).isTrue();
        assertThat(Cause.BOOT.is("boot")).isFalse();
    }

    @Test
    void doesNotTakeAToolForAVerbOfOurs() throws Exception {
        plane.control.start();
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0");
        plane.control.runTool(List.of("accept", "everything"), Plane.ROOT, (_, hands) -> {
            hands.perform(KernelFiles.unbind("device_dax", "dax0.0"));
            return 0;
        });

        assertThat(intent()).isEqualTo(new Intent.ToolRun(List.of("accept", "everything")));
        assertThat(plane.control.drift().rows()).extracting(Drift.Row::object).containsExactly("dax2.0");
    }

    @Test
    void keepsTheWordsOfAToolApart() {
        plane.control.runTool(List.of("ndctl", "create-namespace", "-n", "a b", "it's", ""), Plane.ROOT, (_, hands) -> {
            hands.perform(KernelFiles.unbind("device_dax", "dax0.0"));
            return 0;
        });

        assertThat(intent()).isEqualTo(new Intent.ToolRun(List.of("ndctl", "create-namespace", "-n", "a b", "it's", "")));
        assertThat(events(Event.OperationIntended.class)).last().extracting(Event.OperationIntended::command)
                .isEqualTo("ndctl create-namespace -n 'a b' 'it'\\''s' ''");
    }

    @Test
    void recordsTheIdentityOfWhatWasMeantAndItsNameOfThen() {
        plane.assign("dax0.0", "system-ram", "zone=kernel");

        assertThat(intent()).isInstanceOfSatisfying(Intent.Assign.class, assign -> {
            assertThat(assign.target().name()).isEqualTo("dax0.0");
            assertThat(assign.target().object()).hasValueSatisfying(object -> assertThat(object.identity()).startsWith("uuid:"));
            assertThat(assign.options()).containsExactly(new Intent.Option("zone", "kernel"));
        });
        assertThat(decisions()).singleElement().isInstanceOfSatisfying(Decision.Chosen.class, chosen ->
                assertThat(chosen.state()).hasValueSatisfying(state -> assertThat(((State.Dax) state).driver()).contains("kmem")));
    }

    @Test
    void recordsWhatWasAccepted() throws Exception {
        plane.control.start();
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0");

        plane.when(new Command.Accept(Optional.empty()));

        assertThat(decisions()).singleElement().isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
            assertThat(accepted.name()).isEqualTo("dax0.0");
            assertThat(accepted.state()).hasValueSatisfying(state -> assertThat(state.text()).isEqualTo("no driver"));
        });
        assertThat(plane.control.drift().rows()).isEmpty();
    }

    @Test
    void recordsWhyAStepFailedAndWhatItLeftBehindForPrograms() {
        plane.machine.fail("memory33/state online_movable", Errno.EBUSY);

        plane.assign("dax0.0", "system-ram");

        assertThat(events(Event.StepFailed.class)).first().returns("kernel-refused", Event.StepFailed::code).returns("EBUSY", Event.StepFailed::errno);
    }

    @Test
    void recordsWhatABootTookForPrograms() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.boot();
        plane = plane.restarted();
        plane.control.start();

        assertThat(events(Event.BootObserved.class)).last().extracting(Event.BootObserved::lost).satisfies(lost ->
                assertThat(lost).extracting(Statement::code).contains("binding", "memory").doesNotContain(Statement.TOLD));
        assertThat(events(Event.DriftDetected.class)).last().extracting(Event.DriftDetected::differences).satisfies(differences ->
                assertThat(differences).anySatisfy(deviated -> {
                    assertThat(deviated.cause()).isEqualTo(Cause.BOOT);
                    assertThat(deviated.wanted()).hasValueSatisfying(state -> assertThat(state.text()).startsWith("system-ram"));
                }));
    }
}
