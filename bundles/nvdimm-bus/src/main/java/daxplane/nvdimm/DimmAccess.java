package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.DimmCommands;
import daxplane.kernel.KernelException;

/** Which DIMM a name means, for calls that go past the kernel's copy of its labels. Corpus label-write, label-zero-relabel. */
final class DimmAccess implements DimmCommands {

    private final NdBus bus;

    DimmAccess(NdBus bus) {
        this.bus = bus;
    }

    @Override
    public int dimm(String name) throws KernelException {
        return find(name).description().mediaIndex().orElseThrow(() -> new KernelException(Errno.ENOTTY, name + " has no media"));
    }

    @Override
    public void beforeCall(String name, int function) throws KernelException {
        find(name).failIfTold(function);
    }

    @Override
    public void checkIdle(String name) throws KernelException {
        DimmDevice dimm = find(name);
        if (dimm.busy()) {
            throw new KernelException(Errno.EBUSY, name + " is used by an enabled region");
        }
        if (dimm.labels().isPresent()) {
            dimm.labels().get().aboutToBeOverwritten();
            dimm.changed();
        }
    }

    private DimmDevice find(String name) throws KernelException {
        return bus.device(name).filter(DimmDevice.class::isInstance).map(DimmDevice.class::cast)
                .orElseThrow(() -> new KernelException(Errno.ENOENT, "no DIMM " + name));
    }
}
