package daxplane.it.machine;

import daxplane.conform.Performer;
import daxplane.conform.Step.Action;
import daxplane.conform.Step.Result;
import daxplane.fixtures.machine.Machines;
import daxplane.host.HostException;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.UUID;

/** A machine to which things are done as to a recorded one, by raw writes and tools; a uuid that a tool makes up is always the same. */
record Operated(SimulatedHost host, Performer performer) implements AutoCloseable {

    /** @param state folder of the machine, which is made there */
    static Operated boot(Path state, Path definition) throws Exception {
        var host = Machines.open(state, definition);
        return new Operated(host, new Performer(host, new Toolbox(), () -> new UUID(4, 4)));
    }

    /** @param value without the newline */
    Result write(String path, String value) {
        return performer.perform(new Action.Write(path, value + "\n")).orElseThrow();
    }

    Result.Ended run(String command) {
        return (Result.Ended) performer.perform(new Action.Exec(command)).orElseThrow();
    }

    String read(String path) throws HostException {
        return host.attributes().read(path).strip();
    }

    void reboot() {
        performer.perform(new Action.Reboot()).orElseThrow();
    }

    @Override
    public void close() {
        host.close();
    }
}
