package daxplane.nvdimm;

import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;

/** The driver of DIMMs, {@code nvdimm}: reads the labels when it is bound. Corpus label-*. */
final class DimmDriver implements Driver {

    @Override
    public String name() {
        return "nvdimm";
    }

    @Override
    public String bus() {
        return NdBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof DimmDevice;
    }

    /** A DIMM without label area is bound, and stays without labels. */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        DimmDevice dimm = (DimmDevice) device;
        if (dimm.description().hasLabels()) {
            dimm.loaded(DimmLabels.read(media(dimm, kernel)));
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        ((DimmDevice) device).unloaded();
    }

    static DimmMediaAccess media(DimmDevice dimm, Kernel kernel) {
        return new DimmMediaAccess(kernel.media(), dimm.description().mediaIndex().orElseThrow());
    }
}
