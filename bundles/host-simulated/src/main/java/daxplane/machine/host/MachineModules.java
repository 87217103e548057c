package daxplane.machine.host;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.Modules;
import daxplane.host.FailedCall;
import daxplane.kernel.KernelException;
import daxplane.machine.Machine;

/** Modules of the simulated kernel. */
record MachineModules(Machine machine) implements Modules {

    @Override
    public void load(String name) throws HostException {
        Names.requireModule(name, FailedCall.LOAD_MODULE);
        machine.change(FailedCall.LOAD_MODULE, name, kernel -> {
            try {
                kernel.loadModule(name);
                return null;
            } catch (KernelException refused) {
                throw new HostException(refused.errno(), FailedCall.LOAD_MODULE, name, refused.getMessage());
            }
        });
    }

    @Override
    public void unload(String name) throws HostException {
        Names.requireModule(name, FailedCall.UNLOAD_MODULE);
        machine.change(FailedCall.UNLOAD_MODULE, name, kernel -> {
            try {
                kernel.unloadModule(name);
                return null;
            } catch (KernelException refused) {
                // The system call says EAGAIN; the port says what people call it, as every host does.
                Errno errno = refused.errno() == Errno.EAGAIN ? Errno.EBUSY : refused.errno();
                throw new HostException(errno, FailedCall.UNLOAD_MODULE, name, refused.getMessage());
            }
        });
    }
}
