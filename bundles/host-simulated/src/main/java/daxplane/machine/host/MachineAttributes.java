package daxplane.machine.host;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Files of the simulated kernel. */
record MachineAttributes(Machine machine) implements Attributes {

    @Override
    public String read(String path) throws HostException {
        return machine.look(kernel -> kernel.files().read(path));
    }

    @Override
    public byte[] readBytes(String path) throws HostException {
        return machine.look(kernel -> kernel.files().readBytes(path));
    }

    @Override
    public int write(String path, String value, Cancellation cancellation) throws HostException {
        return machine.change(FailedCall.OPEN, path, kernel -> {
            var injected = injected(kernel, path);
            if (injected.isPresent()) {
                throw new HostException(injected.get(), FailedCall.WRITE, path);
            }
            return kernel.files().write(path, value, cancellation);
        });
    }

    /** What this write is told to fail with. */
    private static Optional<Errno> injected(SimulatedKernel kernel, String path) {
        if (kernel.workload().writeFaults().isEmpty()) {
            return Optional.empty();
        }
        try {
            return kernel.workload().written(kernel.files().realPath(path));
        } catch (HostException notThere) {
            return Optional.empty();                        // the write itself says so
        }
    }

    @Override
    public List<String> list(String directory) throws HostException {
        return machine.look(kernel -> kernel.files().list(directory));
    }

    @Override
    public String readLink(String path) throws HostException {
        return machine.look(kernel -> kernel.files().readLink(path));
    }

    @Override
    public String realPath(String path) throws HostException {
        return machine.look(kernel -> kernel.files().realPath(path));
    }

    @Override
    public void await(String path, Duration most) throws InterruptedException {
        machine.sleep(most);
    }

    @Override
    public OptionalInt mode(String path) throws HostException {
        return OptionalInt.of(machine.<Integer, HostException>look(kernel -> kernel.files().mode(path)));
    }

    @Override
    public Kind kind(String path) {
        return machine.look(kernel -> kernel.files().kind(path));
    }
}
