package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Outcome;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Zone;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step fails: everything is taken back, and the journal tells it. */
class FailureTest {

    private final Plane plane = Plane.twoDevices();
    private Inventory before;

    @BeforeEach
    void look() throws Exception {
        before = plane.control.picture().inventory();
    }

    private Inventory now() throws Exception {
        return plane.machine.look();
    }

    private static Outcome.Failed failed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }

    private Event.Outcome ended() {
        return ((Event.OperationEnded) plane.store.events().getLast()).outcome();
    }

    @Test
    void undoesEverythingWhenABlockWillNotOnline() throws Exception {
        plane.machine.fail("memory35/state online_movable", Errno.EBUSY);

        var outcome = failed(plane.assign("dax0.0", "system-ram"));

        assertThat(outcome.errno()).isEqualTo(Errno.EBUSY);
        assertThat(outcome.what()).contains("memory35");
        assertThat(outcome.leftBehind()).isEmpty();
        assertThat(now()).isEqualTo(before);
        assertThat(ended()).isEqualTo(Event.Outcome.UNDONE);
        assertThat(plane.store.events()).anyMatch(event -> event instanceof Event.StepFailed failure && failure.step() == 8);
    }

    @Test
    void tellsTheErrnoThatNewIdKeptToItself() throws Exception {
        plane.machine.fail("probe kmem dax0.0", Errno.ENOMEM);

        var outcome = failed(plane.assign("dax0.0", "system-ram"));

        assertThat(outcome.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(plane.machine.writes()).contains("kmem/new_id dax0.0", "kmem/bind dax0.0");
        assertThat(now()).isEqualTo(before);
        assertThat(plane.control.picture().inventory().driverIds()).isEmpty();
    }

    @Test
    void bringsBlocksBackOnlineWhenAnotherWillNotOffline() throws Exception {
        plane.assign("dax0.0", "system-ram");
        var assigned = now();
        plane.machine.fail("memory33/state offline", Errno.EBUSY);

        var outcome = failed(plane.release("dax0.0"));

        assertThat(outcome.errno()).isEqualTo(Errno.EBUSY);
        assertThat(outcome.what()).contains("memory33");
        assertThat(outcome.leftBehind()).isEmpty();
        assertThat(now()).isEqualTo(assigned);
    }

    @Test
    void putsEachBlockBackIntoTheZoneItWasIn() throws Exception {
        plane.assign("dax0.0", "system-ram", "blocks=33:movable,34-35:kernel");
        var assigned = now();
        plane.machine.fail("kmem/unbind dax0.0", Errno.ENODEV);

        assertThat(failed(plane.release("dax0.0")).leftBehind()).isEmpty();

        assertThat(now()).isEqualTo(assigned);
    }

    @Test
    void saysWhatItCouldNotTakeBack() throws Exception {
        plane.machine.fail("memory35/state online_movable", Errno.EBUSY);
        plane.machine.fail("device_dax/bind dax0.0", Errno.EBUSY);

        var outcome = failed(plane.assign("dax0.0", "system-ram"));

        assertThat(outcome.leftBehind()).singleElement().asString().contains("dax0.0 is no driver, was devdax");
        assertThat(outcome.remedy()).isEqualTo("undo " + outcome.operation());
        assertThat(ended()).isEqualTo(Event.Outcome.PARTIAL);

        plane.machine.heal();
        assertThat(plane.when(new Command.Undo(outcome.operation()))).isInstanceOf(Outcome.Done.class);
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void neverUnbindsKmemWhileAnOnlinerRacesWithIt() {
        plane.assign("dax0.0", "system-ram");
        plane.machine.afterWrite(write -> {
            if (write.equals("kmem/remove_id dax0.0")) {
                plane.machine.afterWrite(_ -> { });
                plane.machine.outside("/sys/devices/system/memory/memory34/state", "online_movable\n");
            }
        });

        var outcome = failed(plane.release("dax0.0"));

        assertThat(outcome.errno()).isEqualTo(Errno.EBUSY);
        assertThat(outcome.what()).contains("memory34").contains("still online");
        assertThat(plane.machine.writes()).doesNotContain("kmem/unbind dax0.0");
        assertThat(plane.machine.driver("dax0.0")).contains("kmem");
        assertThat(plane.store.events()).contains(new Event.FactsObserved(Cause.EXTERNAL,
                List.of(new Fact.BlocksOnlined(new BlockRange(34, 1), Zone.MOVABLE))));
    }

    @Test
    void takesABlockThatSomebodyElseOnlinedRightAsDone() {
        plane.machine.beforeWrite(write -> {
            if (write.equals("memory34/state online_movable")) {
                plane.machine.beforeWrite(_ -> { });
                plane.machine.outside("/sys/devices/system/memory/memory34/state", "online_movable\n");
            }
        });

        assertThat(plane.assign("dax0.0", "system-ram")).isInstanceOf(Outcome.Done.class);
        assertThat(plane.store.events()).anyMatch(event -> event instanceof Event.EffectPerformed effect
                && effect.result().equals(new EffectResult.Failed(Errno.EINVAL, FailedCall.WRITE)));
    }

    @Test
    void givesUpOffliningAPinnedPageWhenCancelled() throws Exception {
        plane.assign("dax0.0", "system-ram");
        var assigned = now();
        plane.machine.pin(34);
        var waiting = new CompletableFuture<Void>();
        plane.machine.beforeWrite(write -> {
            if (write.equals("memory34/state offline")) {
                waiting.complete(null);
            }
        });
        var outcome = CompletableFuture.supplyAsync(() -> plane.release("dax0.0"));

        waiting.get(10, TimeUnit.SECONDS);
        plane.control.cancel();

        assertThat(failed(outcome.get(10, TimeUnit.SECONDS)).errno()).isEqualTo(Errno.EINTR);
        assertThat(now()).isEqualTo(assigned);
        assertThat(ended()).isEqualTo(Event.Outcome.UNDONE);
    }

    @Test
    void readsWhileAnEffectBlocks() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.pin(35);
        var waiting = new CompletableFuture<Void>();
        plane.machine.beforeWrite(_ -> waiting.complete(null));
        var outcome = CompletableFuture.supplyAsync(() -> plane.release("dax0.0"));
        waiting.get(10, TimeUnit.SECONDS);

        assertThat(plane.control.picture().inventory().daxDevices().get("dax0.0").driver()).contains("kmem");

        plane.control.cancel();
        outcome.get(10, TimeUnit.SECONDS);
    }

    @Test
    void leavesItInDoubtWhenTheMachineCanNotBeSeenAnyMoreAndSettlesItWhenItCan() throws Exception {
        plane.machine.afterWrite(write -> {
            if (write.equals("kmem/new_id dax0.0")) {
                plane.machine.unreadable();
            }
        });

        var outcome = plane.assign("dax0.0", "system-ram");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.InDoubt.class, doubt -> assertThat(doubt.why()).contains("EIO").contains("kmem/unbind"));
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(plane.machine.autoOnline()).as("restored although nothing can be seen").isEqualTo("online");

        plane.machine.afterWrite(_ -> { });
        plane.machine.heal();
        plane.release("dax2.0"); // whatever comes next: what is in doubt is settled first
        assertThat(plane.store.events()).anyMatch(event -> event instanceof Event.OperationSettled settled
                && settled.operation().equals("op-2") && settled.outcome() == Event.Outcome.COMPLETED);
        assertThat(plane.control.drift().rows()).isEmpty();
    }
}
