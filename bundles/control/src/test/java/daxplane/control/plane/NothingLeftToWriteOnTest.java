package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.ControlException;
import daxplane.control.Outcome;
import daxplane.events.Event;
import daxplane.host.Errno;
import org.junit.jupiter.api.Test;

/** Guarantee 9: disk full, journal or machine gone: new work is refused with a clear error, reading still works, nothing recorded is lost. */
class NothingLeftToWriteOnTest {

    private final Plane plane = Plane.twoDevices();

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
    void saysThatTheMachineCanNotBeSeen() {
        plane.machine.unreadable();
        assertThatThrownBy(plane.control::picture).isInstanceOfSatisfying(ControlException.class,
                unseen -> assertThat(unseen.errno()).isEqualTo(Errno.EIO));
        assertThat(plane.assign("dax0.0", "system-ram")).isInstanceOf(Outcome.Refused.class);
    }
}
