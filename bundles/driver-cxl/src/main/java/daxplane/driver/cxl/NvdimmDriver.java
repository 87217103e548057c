package daxplane.driver.cxl;

import daxplane.kernel.CxlHardware;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.DimmDescription;
import daxplane.nvdimm.DynamicTopology;
import java.util.Optional;

/** Makes a DIMM of a memory device: its label area is the device's. */
final class NvdimmDriver implements Driver {

    static final String NAME = "cxl_nvdimm";

    /** Under this name it remembers the directory of the DIMM. */
    private static final String DIMM = "dimm";

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
        return device instanceof PlainDevice plain && plain.kind() == Kind.NVDIMM;
    }

    /** @throws KernelException ENXIO the bridge to the nd bus is not bound */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        CxlBus bus = ((CxlDevice) device).cxlBus();
        int memory = memory(device);
        DimmDescription dimm = DimmDescription.withLabels(CxlHardware.mediaIndex(kernel.firmware(), memory),
                bus.hardware().expanders().get(memory).labelBytes());
        device.driverData().put(DIMM, BridgeDriver.topology(kernel).addDimm(BridgeDriver.busDirectory(bus), dimm));
    }

    /** A region that uses it goes first. */
    @Override
    public void remove(Device device, Kernel kernel) {
        CxlBus bus = ((CxlDevice) device).cxlBus();
        int memory = memory(device);
        bus.plain(Kind.PMEM_REGION).stream().filter(CxlDevice::bound)
                .filter(side -> PmemRegionDriver.region(side).members().stream().anyMatch(target -> target.memory() == memory))
                .forEach(kernel.devices()::unbind);
        kernel.symbol(DynamicTopology.class).ifPresent(nd -> nd.remove(device.driverData().get(DIMM)));
    }

    /** Directory of the DIMM of a memory device, while there is one. */
    static Optional<String> dimm(CxlBus bus, int memory) {
        return bus.device("pmem" + memory).flatMap(device -> Optional.ofNullable(device.driverData().get(DIMM)));
    }

    /** Number of the memory device. */
    private static int memory(Device device) {
        return Integer.parseInt(device.name().substring("pmem".length()));
    }
}
