package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;

/** Gives a dax device's memory to the page allocator, and takes it back if the kernel can. */
final class KmemDriver implements Driver {

    static final String NAME = "kmem";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return "dax";
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof MemoryDevice memory && memory.meantAsRam();
    }

    /** @throws KernelException EINVAL no node to put it in, or not a whole memory block left; EBUSY reserved by somebody; EEXIST, ENOMEM */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        if (!(device instanceof MemoryDevice memory)) {
            throw new KernelException(Errno.ENODEV, device + " is no memory");
        }
        Hotplug.of(kernel).add(device, memory, kernel);
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        Hotplug.of(kernel).remove(device, kernel);
    }
}
