package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;

/** The driver of memory devices: makes their endpoints below the host bridge. */
final class MemoryDriver implements Driver {

    static final String NAME = "cxl_mem";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return CxlBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof MemoryDevice;
    }

    /** @throws KernelException ENXIO the host bridge is not there (yet), or nobody drives its port or the endpoint */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        MemoryDevice memory = (MemoryDevice) device;
        CxlBus bus = memory.cxlBus();
        PortDevice above = bus.port(Kind.PORT, memory.hardware().bridge()).filter(CxlDevice::bound)
                .orElseThrow(() -> new KernelException(Errno.ENXIO, "the host bridge of " + memory.name() + " is not there"));
        PortDevice endpoint = PortDevice.endpoint(bus, above.directory(), bus.freePortId(), memory.id());
        bus.register(endpoint);
        if (!endpoint.bound()) {
            kernel.devices().unregister(endpoint);
            throw new KernelException(Errno.ENXIO, "nobody drives " + endpoint);
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        MemoryDevice memory = (MemoryDevice) device;
        memory.cxlBus().port(Kind.ENDPOINT, memory.id()).ifPresent(kernel.devices()::unregister);
    }
}
