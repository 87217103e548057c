package daxplane.control.plane;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.host.Effect;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A control plane with the real modes on a fake machine, for tests that read like the rule. */
final class Plane implements AutoCloseable {

    static final Actor ROOT = new Actor("root", "more memory");
    static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());

    final FakeMachine machine;
    final MemoryStore store;
    final LocalControlPlane control;

    Plane(FakeMachine machine, MemoryStore store) {
        this.machine = machine;
        this.store = store;
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5));
        this.control = new LocalControlPlane(machine, machine, store, () -> MODES, limits, () -> 0);
    }

    static Plane twoDevices() {
        return new Plane(FakeMachine.twoDevices(), new MemoryStore());
    }

    /** The same machine and the same journal, with a new process. */
    Plane restarted() {
        close();
        return new Plane(machine, store);
    }

    /** As {@link #restarted}, when the old process was killed: it does not get to close anything. */
    Plane afterCrash() {
        store.processDied();
        return new Plane(machine, store);
    }

    Outcome when(Command command) {
        return control.execute(command, ROOT);
    }

    Outcome assign(String device, String mode, String... options) {
        return when(new Command.Assign(device, mode, options(options)));
    }

    Outcome release(String device, String... options) {
        return when(new Command.Release(device, options(options)));
    }

    Outcome write(String path, String value) {
        return when(Command.Perform.of(new Effect.WriteAttribute(path, value + "\n")));
    }

    static Options options(String... options) {
        var all = Options.NONE;
        for (String option : options) {
            var pair = option.split("=", 2);
            all = all.with(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return all;
    }

    static Options options(Map<String, String> options) {
        return Options.of(options);
    }

    @Override
    public void close() {
        control.close();
    }
}
