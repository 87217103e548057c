package daxplane.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Outcome;
import daxplane.host.Errno;
import daxplane.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarantees 2, 3, 4 and 9: what is durable when, and what happens when nothing can be made durable. */
class DurabilityTest {

    private Plane plane = Plane.twoDevices();

    @Test
    void makesTheIntentDurableBeforeTheFirstEffectAndTheOutcomeBeforeItIsReported() {
        var order = new ArrayList<String>();
        plane.machine.beforeWrite(write -> order.add("effect"));
        plane.store.afterAppend(() -> order.add(plane.store.events().getLast().getClass().getSimpleName()));

        plane.assign("dax0.0", "system-ram");
        order.add("reported");

        assertThat(order).startsWith("BootObserved", "OperationIntended", "effect", "FactsObserved", "effect").endsWith("OperationEnded", "reported");
    }

    @Test
    void recordsEachEffectBeforeTheNext() {
        var unrecorded = new ArrayList<String>();
        plane.machine.beforeWrite(write -> {
            assertThat(unrecorded).as("recorded before %s", write).isEmpty();
            unrecorded.add(write);
        });
        plane.store.afterAppend(unrecorded::clear);

        plane.assign("dax0.0", "system-ram");
        plane.release("dax0.0");

        assertThat(plane.machine.writes()).hasSize(15);
    }

    @Test
    void executesACommandIdOnce() {
        var command = new Command.Assign("dax0.0", "system-ram", Plane.options());
        var first = plane.control.execute(command, Plane.ROOT, "ticket-17");
        int writes = plane.machine.writes().size();

        var again = plane.control.execute(command, Plane.ROOT, "ticket-17");

        assertThat(first).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.operation()).isEqualTo("ticket-17"));
        assertThat(again).isInstanceOfSatisfying(Outcome.Repeated.class, repeated -> {
            assertThat(repeated.exitCode()).isZero();
            assertThat(repeated.recorded()).contains("assign dax0.0 system-ram").contains("completed");
        });
        assertThat(plane.machine.writes()).hasSize(writes);
        plane = plane.restarted();
        assertThat(plane.control.execute(command, Plane.ROOT, "ticket-17")).as("also in the next process").isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void repeatsAFailureAsAFailure() {
        plane.machine.fail("memory33/state online_movable", Errno.ENOMEM);
        var command = new Command.Assign("dax0.0", "system-ram", Plane.options());
        plane.control.execute(command, Plane.ROOT, "ticket-18");
        plane.machine.heal();

        assertThat(plane.control.execute(command, Plane.ROOT, "ticket-18")).isInstanceOfSatisfying(Outcome.Repeated.class,
                repeated -> assertThat(repeated.exitCode()).isEqualTo(1));
    }

    @Test
    void refusesAMalformedCommandId() {
        assertThat(plane.control.execute(new Command.Release("dax0.0", Plane.options()), Plane.ROOT, "a b")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void refusesNewWorkWhenTheDiskIsFullAndGoesOnReading() throws Exception {
        plane.assign("dax0.0", "system-ram");
        var recorded = plane.store.events();
        plane.store.fail(Errno.ENOSPC);

        var outcome = plane.release("dax0.0");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.refusal().errno()).isEqualTo(Errno.ENOSPC));
        assertThat(plane.machine.driver("dax0.0")).contains("kmem");
        assertThat(plane.control.picture().inventory().daxDevices()).containsKey("dax0.0");
        assertThat(plane.control.drift().rows()).isEmpty();
        assertThat(plane.store.events()).isEqualTo(recorded);

        plane.store.heal();
        assertThat(plane.release("dax0.0")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void takesEverythingBackWhenTheDiskFillsInBetween() throws Exception {
        plane.control.start();
        var before = plane.machine.look();
        for (int effects = 1; effects <= 9; effects++) {
            fillAfter(effects);

            var outcome = plane.assign("dax0.0", "system-ram");

            assertThat(outcome).as("after %d effects", effects).isInstanceOf(Outcome.InDoubt.class);
            assertThat(outcome.exitCode()).isEqualTo(4);
            assertThat(plane.machine.look()).as("after %d effects", effects).isEqualTo(before);
            plane.store.heal();
            plane.machine.beforeWrite(_ -> { });
            assertThat(plane.release("dax0.0")).as("settles what was in doubt").isInstanceOf(Outcome.Done.class);
            assertThat(lastSettled()).isEqualTo(Event.Outcome.UNDONE);
            assertThat(plane.control.drift().rows()).isEmpty();
        }
    }

    private void fillAfter(int effects) {
        int[] left = {effects};
        plane.machine.beforeWrite(_ -> {
            if (--left[0] == 0) {
                plane.store.fail(Errno.ENOSPC);
            }
        });
    }

    private Event.Outcome lastSettled() {
        return plane.store.events().reversed().stream().filter(Event.OperationSettled.class::isInstance)
                .map(event -> ((Event.OperationSettled) event).outcome()).findFirst().orElseThrow();
    }

    @Test
    void leavesARecordOfARefusal() {
        plane.assign("dax9.9", "system-ram");
        assertThat(plane.store.events()).last().isInstanceOf(Event.Refused.class);
    }

    @Test
    void letsOneWriteAndManyRead() throws Exception {
        plane.assign("dax0.0", "system-ram");
        try (var other = new Plane(plane.machine, plane.store)) {
            assertThat(other.release("dax0.0")).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.refusal().errno()).isEqualTo(Errno.EBUSY));
            assertThatThrownBy(other.control::start).isInstanceOf(ControlException.class).hasMessageContaining("another process");
            assertThat(other.control.picture().inventory().daxDevices().get("dax0.0").driver()).contains("kmem");
            assertThat(other.control.history("dax0.0")).isNotEmpty();
            plane.release("dax0.0");
            assertThat(other.control.picture().inventory().daxDevices().get("dax0.0").driver()).contains("device_dax");
        }
    }

    @Test
    void saysThatTheMachineCanNotBeSeen() {
        plane.machine.unreadable();
        assertThatThrownBy(plane.control::picture).isInstanceOfSatisfying(ControlException.class,
                unseen -> assertThat(unseen.errno()).isEqualTo(Errno.EIO));
        assertThat(plane.assign("dax0.0", "system-ram")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void rebuildsTheSamePictureFromTheSameRecords() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0\n");
        plane.when(new Command.Recover(Optional.empty()));
        var now = plane.control.picture();

        var rebuilt = plane.restarted().control.pictureAt(now.revision());

        assertThat(rebuilt).isEqualTo(now);
        assertThat(daxplane.inventory.StateDigest.of(rebuilt.inventory())).isEqualTo(daxplane.inventory.StateDigest.of(now.inventory()));
        assertThat(List.of(rebuilt.inventory())).containsExactly(now.inventory());
    }
}
