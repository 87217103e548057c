package daxplane.control.plane;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.control.fake.PlainModes;
import daxplane.host.Effect;
import daxplane.events.Event;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A control plane on a machine that obeys, with a journal that takes what it is told to take. */
final class Site implements AutoCloseable {

    static final String POLICY = "/sys/devices/system/memory/auto_online_blocks";
    static final Actor ROOT = new Actor("root", "more memory");

    /** The process is killed: nothing of it goes on. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    final FakeMachine machine;
    final MemoryStore store;
    final LocalControlPlane control;

    Site(FakeMachine machine, MemoryStore store) {
        this.machine = machine;
        this.store = store;
        this.control = new LocalControlPlane(machine, machine, store, PlainModes::both,
                new Limits(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5)), () -> 0);
    }

    static Site twoDevices() {
        return new Site(FakeMachine.twoDevices(), new MemoryStore());
    }

    Outcome when(Command command) {
        return control.execute(command, ROOT);
    }

    Outcome assign(String device, String mode) {
        return when(new Command.Assign(device, mode, Options.NONE));
    }

    Outcome byHand(Effect... effects) {
        return when(new Command.Perform(List.of(effects), false));
    }

    /** A new process, after the old one was killed as soon as {@code moment} came in the journal. */
    Site killedWhen(Predicate<Event> moment, Command command) {
        long before = store.events().size();
        store.afterAppend(() -> {
            if (store.events().stream().skip(before).anyMatch(moment)) {
                throw new Killed();
            }
        });
        try {
            when(command);
            throw new AssertionError("the moment did not come: " + store.events());
        } catch (Killed expected) {
            store.afterAppend(() -> { });
            store.processDied();
            return new Site(machine, store);
        }
    }

    @Override
    public void close() {
        control.close();
    }
}
