package daxplane.machine.host;

import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.host.Keyring;
import daxplane.kernel.KernelException;
import daxplane.machine.Machine;
import java.util.List;
import java.util.OptionalInt;

/** The simulated kernel's keyring. */
record MachineKeyring(Machine machine) implements Keyring {

    private static final String PATH = "keyring";

    @Override
    public OptionalInt search(String type, String description) {
        return machine.look(kernel -> kernel.keys().search(type, description));
    }

    @Override
    public int add(String type, String description, byte[] payload) throws HostException {
        return machine.change(FailedCall.IOCTL, PATH, kernel -> call(() -> kernel.keys().add(type, description, payload)));
    }

    @Override
    public byte[] read(int serial) throws HostException {
        return machine.look(kernel -> call(() -> kernel.keys().read(serial)));
    }

    @Override
    public void unlink(int serial) throws HostException {
        machine.change(FailedCall.IOCTL, PATH, kernel -> call(() -> {
            kernel.keys().unlink(serial);
            return serial;
        }));
    }

    @Override
    public List<Key> keys() {
        return machine.look(kernel -> kernel.keys().keys());
    }

    private interface KeyCall<T> {
        T call() throws KernelException;
    }

    private static <T> T call(KeyCall<T> call) throws HostException {
        try {
            return call.call();
        } catch (KernelException refused) {
            throw new HostException(refused.errno(), FailedCall.IOCTL, PATH, refused.getMessage());
        }
    }
}
