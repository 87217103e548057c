package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;

/** The driver of regions: what is committed gets its persistent side. */
final class RegionDriver implements Driver {

    @Override
    public String name() {
        return "cxl_region";
    }

    @Override
    public String bus() {
        return CxlBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof CxlRegion;
    }

    /** @throws KernelException ENXIO it is not committed; ENODEV there is no bridge to the nd bus */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        CxlRegion region = (CxlRegion) device;
        if (!region.committed()) {
            throw new KernelException(Errno.ENXIO, region.name() + " is not committed");
        }
        if (region.cxlBus().plain(Kind.BRIDGE).isEmpty()) {
            throw new KernelException(Errno.ENODEV, "no bridge to the nd bus");
        }
        region.cxlBus().register(new PlainDevice(Kind.PMEM_REGION, "pmem_" + region.name(), region.directory(), region.cxlBus()));
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        kernel.devices().children(device).forEach(kernel.devices()::unregister);
    }
}
