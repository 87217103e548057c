package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.DynamicTopology;
import daxplane.nvdimm.Topology;

/** The driver of the bridge: makes the bus on which DIMMs and regions are. It takes them with it when it leaves. */
final class BridgeDriver implements Driver {

    /** Under this name the bridge remembers the directory of its bus. */
    private static final String BUS = "bus";

    @Override
    public String name() {
        return "cxl_nvdimm_bridge";
    }

    @Override
    public String bus() {
        return CxlBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof PlainDevice plain && plain.kind() == Kind.BRIDGE;
    }

    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        device.driverData().put(BUS, topology(kernel).addBus(device.directory(), Topology.Provider.CXL));
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        CxlBus bus = ((CxlDevice) device).cxlBus();
        bus.plain(Kind.PMEM_REGION).forEach(kernel.devices()::unbind);
        bus.plain(Kind.NVDIMM).forEach(kernel.devices()::unbind);
        kernel.symbol(DynamicTopology.class).ifPresent(nd -> nd.remove(device.driverData().get(BUS)));
    }

    /** @throws KernelException ENXIO there is no nd bus */
    static DynamicTopology topology(Kernel kernel) throws KernelException {
        return kernel.symbol(DynamicTopology.class).orElseThrow(() -> new KernelException(Errno.ENXIO, "libnvdimm is not loaded"));
    }

    /** Directory of the bus of the bridge. ENXIO while no bridge is bound. */
    static String busDirectory(CxlBus bus) throws KernelException {
        return bus.plain(Kind.BRIDGE).stream().filter(CxlDevice::bound).map(bridge -> bridge.driverData().get(BUS)).findFirst()
                .orElseThrow(() -> new KernelException(Errno.ENXIO, "the bridge to the nd bus is not bound"));
    }
}
