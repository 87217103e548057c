package daxplane.machine.host;

import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.machine.Machine;
import java.util.List;

/** Injected holders. */
record MachineHolders(Machine machine) implements Holders {

    @Override
    public List<Holder> of(String device) throws HostException {
        String node = Names.device(device);
        return machine.look(kernel -> {
            if (kernel.files().kind(node) == Attributes.Kind.ABSENT) {
                throw new HostException(Errno.ENOENT, FailedCall.OPEN, node);
            }
            return kernel.workload().holders(device);
        });
    }
}
