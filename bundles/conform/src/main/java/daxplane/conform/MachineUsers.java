package daxplane.conform;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.script.Streams;
import daxplane.simulation.SimulatedMachine;
import daxplane.simulation.UserSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Programs and files of a simulated machine. */
final class MachineUsers implements UserCommands {

    private final UserSpace users;
    private final Cancellation patience;

    /** @param patience ends programs that wait */
    MachineUsers(SimulatedMachine machine, Cancellation patience) {
        this.users = machine.userSpace();
        this.patience = patience;
    }

    @Override
    public Optional<Ran> run(List<String> words, boolean background, Streams streams) {
        if (!users.programs().contains(words.getFirst())) {
            return Optional.empty();
        }
        try {
            var ended = users.run(words, streams.in().readAllBytes(), background, patience);
            streams.out().writeBytes(ended.out());
            streams.err().writeBytes(ended.err());
            return Optional.of(new Ran(ended.status(), ended.pid()));
        } catch (HostException refused) {
            if (refused.errno() == Errno.EOPNOTSUPP) {
                return Optional.empty();                    // a way to call it that is not simulated
            }
            streams.err().print(words.getFirst() + ": " + refused.errno().text() + "\n");
            return Optional.of(new Ran(1, 0));
        } catch (IOException broken) {
            throw new IllegalStateException("streams of a recording are in memory", broken);
        }
    }

    @Override
    public byte[] output(int pid) {
        try {
            return users.output(pid);
        } catch (HostException gone) {
            return new byte[0];
        }
    }

    @Override
    public OptionalInt open(String tag, List<String> devices) {
        try {
            if (!users.programs().contains("process")) {
                return OptionalInt.empty();
            }
            int pid = users.run(List.of("process", "start", tag), new byte[0], true, patience).pid();
            for (String device : devices) {
                if (users.run(List.of("process", Integer.toString(pid), "open", device), new byte[0], false, patience).status() != 0) {
                    return OptionalInt.empty();
                }
            }
            return OptionalInt.of(pid);
        } catch (HostException refused) {
            return OptionalInt.empty();
        }
    }

    @Override
    public boolean kill(int pid) {
        try {
            users.kill(pid);
            return true;
        } catch (HostException gone) {
            return false;
        }
    }

    @Override
    public Optional<String> firstPage(int pid) {
        try {
            var ended = users.run(List.of("process", Integer.toString(pid), "page"), new byte[0], false, patience);
            return ended.status() == 0 ? Optional.of(new String(ended.out(), StandardCharsets.UTF_8)) : Optional.empty();
        } catch (HostException refused) {
            return Optional.empty();
        }
    }

    @Override
    public boolean covers(String path) {
        return users.covers(path);
    }

    @Override
    public byte[] read(String path) throws HostException {
        return users.read(path);
    }

    @Override
    public void write(String path, byte[] bytes, boolean append) throws HostException {
        users.write(path, bytes, append);
    }

    @Override
    public List<String> list(String path) throws HostException {
        return users.list(path);
    }
}
