package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.KernelFiles;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.host.Effect;
import daxplane.host.Errno;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Guarantee 10, as far as the control plane goes: every wait and every size has a limit. */
class BoundsTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final FakeMachine machine = FakeMachine.twoDevices();

    private LocalControlPlane control(Limits limits) {
        return new LocalControlPlane(machine, machine, new MemoryStore(), () -> Plane.MODES, limits, () -> 0);
    }

    private static Outcome assign(LocalControlPlane control) {
        return control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT);
    }

    private static Outcome release(LocalControlPlane control) {
        return control.execute(new Command.Release("dax0.0", Options.NONE), Plane.ROOT);
    }

    @Test
    void givesUpAnEffectAfterItsDeadlineAndUndoes() {
        try (var control = control(new Limits(SOON, Duration.ofSeconds(10), SOON, SOON))) {
            assign(control);
            machine.pin(34);

            assertThat(release(control)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.errno()).isEqualTo(Errno.EINTR);
                assertThat(failed.leftBehind()).isEmpty();
            });
        }
    }

    @Test
    void leavesAnEffectInDoubtThatDoesNotReturnAndDoesNothingBesideIt() {
        var never = new CountDownLatch(1);
        try (var control = control(new Limits(SOON, SOON, SOON, SOON))) {
            assign(control);
            machine.beforeWrite(_ -> {
                try {
                    never.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThat(release(control)).isInstanceOfSatisfying(Outcome.InDoubt.class, doubt -> assertThat(doubt.why()).contains("does not return"));
            assertThat(release(control)).as("nothing is begun beside it").isInstanceOf(Outcome.Refused.class);
        } finally {
            never.countDown();
        }
    }

    @Test
    void waitsForItsTurnNoLongerThanTheLimit() throws Exception {
        var begun = new CompletableFuture<Void>();
        try (var control = control(new Limits(Duration.ofMinutes(1), Duration.ofSeconds(10), SOON, SOON))) {
            assign(control);
            machine.pin(35);
            machine.beforeWrite(_ -> begun.complete(null));
            var first = CompletableFuture.supplyAsync(() -> release(control));
            begun.get(10, TimeUnit.SECONDS);

            assertThat(assign(control)).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.refusal().rule()).contains("another command is being performed"));
            assertThatThrownBy(control::start).isInstanceOf(ControlException.class);

            control.cancel();
            assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void cutsWhatPeoplePaste() {
        var actor = new Actor("root", "x".repeat(1_000_000));
        assertThat(actor.reason()).hasSize(Actor.LONGEST);
    }

    @Test
    void takesABoundedNumberOfEffectsByHand() {
        Effect effect = KernelFiles.offline(33);
        assertThatThrownBy(() -> new Command.Perform(Collections.nCopies(Command.Perform.MOST_EFFECTS + 1, effect), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
