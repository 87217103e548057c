package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware;
import daxplane.labels.LabelRules;

/** The driver of DIMMs, {@code nvdimm}: reads the labels when it is bound. Corpus label-*. */
final class DimmDriver implements Driver {

    private static final int GET_SIZE = 4;
    private static final int GET_DATA = 5;

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
            if (dimm.understands(NvdimmHardware.DimmCommand.SECURITY)) {
                dimm.security().unlockWithKeyring();
            }
            dimm.capacityLocked(!told(dimm, GET_SIZE));
            readLabels(dimm, kernel);
            tell(dimm, kernel);
        }
    }

    /** EACCES: the labels are locked, and with them the capacity. */
    private static void readLabels(DimmDevice dimm, Kernel kernel) throws KernelException {
        if (!told(dimm, GET_DATA)) {
            dimm.capacityLocked(true);
            throw new KernelException(Errno.EACCES, dimm.name() + " is locked");
        }
        dimm.loaded(DimmLabels.read(media(dimm, kernel), rules(kernel)));
    }

    /** @return false: EACCES, by which firmware says that the capacity is locked (corpus nt-label-fail, step 21) */
    private static boolean told(DimmDevice dimm, int function) throws KernelException {
        try {
            dimm.failIfTold(function);
            return true;
        } catch (KernelException refused) {
            if (refused.errno() != Errno.EACCES) {
                throw refused;
            }
            return false;
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        ((DimmDevice) device).unloaded();
        tell((DimmDevice) device, kernel);
    }

    /** Regions show free space, cookie and extents as the labels of their DIMMs have them: none while a DIMM is unbound. */
    private static void tell(DimmDevice dimm, Kernel kernel) {
        for (Device device : dimm.bus().orElseThrow().devices()) {
            if (device instanceof RegionDevice region && region.dimms().contains(dimm)) {
                kernel.touched(region.directory());
                kernel.devices().children(region).forEach(child -> kernel.touched(child.directory()));
            }
        }
    }

    static LabelRules rules(Kernel kernel) {
        return kernel.symbol(LabelRules.class).orElseThrow(() -> new IllegalStateException("libnvdimm is loaded, and nd_label, which it uses, is not"));
    }

    static DimmMediaAccess media(DimmDevice dimm, Kernel kernel) {
        return new DimmMediaAccess(kernel.media(), dimm.description().mediaIndex().orElseThrow(), dimm::failIfTold);
    }
}
