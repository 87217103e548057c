package daxplane.control.plane;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Outcome;
import daxplane.host.Errno;
import daxplane.host.Holders;
import org.junit.jupiter.api.Test;

/** Guarantee 3: a command id is executed at most once; a retry returns the recorded outcome. */
class CommandOnceTest {

    private Plane plane = Plane.twoDevices();

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
    void refusesAnIdThatTheJournalMayGiveToSomebodyElse() {
        assertThat(plane.control.execute(new Command.Assign("dax0.0", "system-ram", Plane.options()), Plane.ROOT, "op-99"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(plane.machine.writes()).isEmpty();
    }

    @Test
    void repeatsARefusalAlsoWhenItWouldSucceedByNow() {
        plane.machine.hold("dax0.0", new Holders.Holder(DeviceUse.Kind.MAPPED, 7, "redis"));
        var command = new Command.Assign("dax0.0", "system-ram", Plane.options());
        assertThat(plane.control.execute(command, Plane.ROOT, "ticket-19")).isInstanceOf(Outcome.Refused.class);
        plane.machine.hold("dax0.0");
        plane = plane.restarted();

        assertThat(plane.control.execute(command, Plane.ROOT, "ticket-19")).isInstanceOfSatisfying(Outcome.Repeated.class, repeated -> {
            assertThat(repeated.exitCode()).isEqualTo(3);
            assertThat(repeated.recorded()).contains("mapped by redis");
        });
        assertThat(plane.control.execute(command, Plane.ROOT, "ticket-20")).isInstanceOf(Outcome.Done.class);
    }
}
