package daxplane.driver.cxl;

import daxplane.kernel.CxlHardware;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import org.osgi.service.component.annotations.Component;

/** Module cxl_acpi: windows and host bridges, as the firmware describes them. */
@Component(service = KernelModule.class)
public final class CxlAcpiModule implements KernelModule {

    @Override
    public String name() {
        return "cxl_acpi";
    }

    /** Without host bridges the module is loaded and has nothing to do. Memory devices that were there before get their endpoints. */
    @Override
    public void load(Kernel kernel) throws KernelException {
        CxlBus bus = CxlBus.of(kernel);
        CxlHardware hardware = bus.hardware();
        if (hardware.bridges().isEmpty()) {
            return;
        }
        kernel.devices().directory(PortDevice.ROOT_PARENT);
        PortDevice root = PortDevice.root(bus);
        bus.register(root);
        for (int i = 0; i < hardware.windows().size(); i++) {
            RootDecoder window = new RootDecoder(bus, root.directory(), i, kernel.devices().freeMemoryRegion());
            kernel.resources().insert(window.hardware().range(), window.resource(), false, false);
            bus.register(window);
        }
        for (int i = 0; i < hardware.bridges().size(); i++) {
            bus.register(PortDevice.bridge(bus, root.directory(), bus.freePortId(), i));
        }
        bus.register(new PlainDevice(Kind.BRIDGE, "nvdimm-bridge0", root.directory(), bus));
        kernel.devices().attach(bus, MemoryDriver.NAME);
        kernel.devices().attach(bus, NvdimmDriver.NAME);
    }

    /** Regions and endpoints below go with the root. */
    @Override
    public void unload(Kernel kernel) {
        CxlBus bus = CxlBus.of(kernel);
        bus.all(MemoryDevice.class).forEach(kernel.devices()::unbind);
        for (RootDecoder window : bus.all(RootDecoder.class)) {
            for (CxlRegion region : window.regions()) {
                kernel.devices().unregister(region);
                region.dissolve();
            }
        }
        bus.port(Kind.ROOT, 0).ifPresent(root -> {
            bus.all(RootDecoder.class).forEach(window -> kernel.resources().release(window.hardware().range(), window.resource()));
            kernel.devices().unregister(root);
        });
    }
}
