package daxplane.driver.cxl;

import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import org.osgi.service.component.annotations.Component;

/** Module cxl_pci: the memory devices, each with its persistent side. */
@Component(service = KernelModule.class)
public final class CxlPciModule implements KernelModule {

    @Override
    public String name() {
        return "cxl_pci";
    }

    /** The order of the persistent sides is the order in which they become DIMMs. */
    @Override
    public void load(Kernel kernel) throws KernelException {
        CxlBus bus = CxlBus.of(kernel);
        for (int i = 0; i < bus.hardware().expanders().size(); i++) {
            kernel.devices().directory(MemoryDevice.directory(bus.hardware(), i));
            bus.register(new MemoryDevice(bus, i));
        }
        for (int memory : bus.hardware().nvdimmOrder()) {
            String above = MemoryDevice.directory(bus.hardware(), memory) + "/mem" + memory;
            bus.register(new PlainDevice(Kind.NVDIMM, "pmem" + memory, above, bus));
        }
    }

    @Override
    public void unload(Kernel kernel) {
        CxlBus.of(kernel).all(MemoryDevice.class).reversed().forEach(kernel.devices()::unregister);
    }
}
