package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.events.Event;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.Zone;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The process dies at every possible point of an operation: before and after each effect, before and after each append. */
class CrashPointTest {

    /** Not an exception that anything catches: the process is gone. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    private record Ending(int points, int completed, int undone) {
    }

    /** Runs {@code command} as often as it has points, and dies at another one each time. */
    private static Ending atEachPoint(Consumer<Plane> given, Command command, Consumer<Plane> check) throws Exception {
        int completed = 0;
        int undone = 0;
        for (int point = 0; ; point++) {
            var plane = new Plane(FakeMachine.twoDevices(), new MemoryStore());
            given.accept(plane);
            plane.control.start();
            if (!diesAt(point, plane, command)) {
                plane.close();
                return new Ending(point, completed, undone);
            }
            var after = plane.afterCrash();
            after.control.start();
            check(point, after);
            if (!begun(after, command)) {
                undone++;
                after.close();
                continue;
            }
            assertThat(after.control.drift().rows()).as("nothing half, point %d", point).isEmpty();
            check.accept(after);
            switch (settled(after)) {
                case COMPLETED -> completed++;
                case UNDONE -> undone++;
                case PARTIAL, IN_DOUBT -> throw new AssertionError("point " + point + ": " + after.store.events().getLast());
            }
            after.close();
        }
    }

    private static boolean begun(Plane plane, Command command) {
        return plane.store.events().stream().anyMatch(event -> event instanceof Event.OperationIntended intent && intent.command().equals(command.typed()));
    }

    private static boolean diesAt(int point, Plane plane, Command command) {
        var left = new AtomicInteger(point);
        Runnable die = () -> {
            if (left.getAndDecrement() == 0) {
                throw new Died();
            }
        };
        plane.machine.beforeWrite(_ -> die.run());
        plane.machine.afterWrite(_ -> die.run());
        plane.store.beforeAppend(die);
        plane.store.afterAppend(die);
        try {
            plane.when(command);
            return false;
        } catch (Died _) {
            return true;
        } finally {
            plane.machine.beforeWrite(_ -> { });
            plane.machine.afterWrite(_ -> { });
            plane.store.beforeAppend(() -> { });
            plane.store.afterAppend(() -> { });
        }
    }

    /** What must hold after every start. */
    private static void check(int point, Plane plane) throws Exception {
        var events = plane.store.events();
        assertThat(plane.machine.autoOnline()).as("auto-online policy, point %d", point).isEqualTo("online");
        assertThat(ends(events)).as("every intent has one end, point %d", point).isEqualTo(intents(events));
        var head = plane.control.journal().head();
        plane.control.picture();
        assertThat(plane.control.journal().head()).as("a second look finds nothing new, point %d", point).isEqualTo(head);
        assertThat(plane.control.pictureAt(plane.control.journal().head()).inventory().change().removeIds("kmem").build())
                .as("the journal tells the truth, point %d", point).isEqualTo(plane.machine.look());
        assertThat(plane.control.journal().verify().damage()).isEmpty();
    }

    private static List<String> intents(List<Event> events) {
        return events.stream().filter(Event.OperationIntended.class::isInstance).map(event -> ((Event.OperationIntended) event).operation()).toList();
    }

    private static List<String> ends(List<Event> events) {
        return events.stream().flatMap(event -> switch (event) {
            case Event.OperationEnded ended -> Optional.of(ended.operation()).stream();
            case Event.OperationSettled settled -> Optional.of(settled.operation()).stream();
            default -> Optional.<String>empty().stream();
        }).toList();
    }

    /** How the last operation ended; one that died before its intent was durable is as good as undone. */
    private static Event.Outcome settled(Plane plane) {
        return plane.store.events().reversed().stream().flatMap(event -> switch (event) {
            case Event.OperationEnded(var _, var outcome, var _, var _, var _, var _) -> Optional.of(outcome).stream();
            case Event.OperationSettled(var _, var outcome, var _, var _, var _, var _) -> Optional.of(outcome).stream();
            default -> Optional.<Event.Outcome>empty().stream();
        }).findFirst().orElse(Event.Outcome.UNDONE);
    }

    private static boolean systemRam(Plane plane) {
        return plane.machine.driver("dax0.0").equals(Optional.of("kmem"));
    }

    private static void wholeOrNothing(Plane plane) {
        try {
            var blocks = plane.machine.look().blocks().values();
            if (systemRam(plane)) {
                assertThat(blocks).hasSize(3).allMatch(block -> block.zone().equals(Optional.of(Zone.MOVABLE)));
            } else {
                assertThat(plane.machine.driver("dax0.0")).contains("device_dax");
                assertThat(blocks).isEmpty();
            }
        } catch (HostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void settlesAnAssignmentThatDiedAnywhere() throws Exception {
        var ending = atEachPoint(_ -> { }, new Command.Assign("dax0.0", "system-ram", Plane.options()), CrashPointTest::wholeOrNothing);

        // 9 effects and 11 appends, each with a before and an after
        assertThat(ending.points()).isEqualTo(40);
        assertThat(ending.undone()).as("before the device is bound to kmem").isEqualTo(19);
        assertThat(ending.completed()).as("from then on").isEqualTo(21);
    }

    @Test
    void settlesAReleaseThatDiedAnywhere() throws Exception {
        var ending = atEachPoint(plane -> plane.assign("dax0.0", "system-ram"), new Command.Release("dax0.0", Plane.options()),
                CrashPointTest::wholeOrNothing);

        assertThat(ending.points()).isEqualTo(28);
        assertThat(ending.completed()).isPositive();
        assertThat(ending.undone()).isPositive();
    }

    @Test
    void settlesARecoveryThatDiedAnywhere() throws Exception {
        var ending = atEachPoint(plane -> {
            plane.assign("dax0.0", "system-ram");
            plane.machine.boot();
        }, new Command.Recover(Optional.empty()), CrashPointTest::wholeOrNothing);

        assertThat(ending.undone()).as("died before its intent was durable, with or without the boot recorded: it never began").isEqualTo(3);
        assertThat(ending.completed()).as("what was lost is brought back").isEqualTo(ending.points() - 3);
    }

    @Test
    void settlesAnUndoingOfAnAssignmentThatFailed() throws Exception {
        var ending = atEachPoint(plane -> plane.machine.fail("memory35/state online_movable", Errno.EBUSY),
                new Command.Assign("dax0.0", "system-ram", Plane.options()), CrashPointTest::wholeOrNothing);

        assertThat(ending.completed()).isZero();
        assertThat(ending.undone()).isEqualTo(ending.points());
    }
}
