package daxplane.driver.daxpmem;

import daxplane.dax.StaticDaxRegion;
import daxplane.dax.StaticDaxRegions;
import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.NamespaceDevice;
import daxplane.nvdimm.NamespaceProbe;
import daxplane.nvdimm.NdDevice;
import daxplane.nvdimm.PfnDevice;
import daxplane.nvdimm.PfnSetup;
import daxplane.nvdimm.RegionDescription;

/**
 * Hands the data of a namespace over to the dax bus. The dax device is named after the namespace, not after the nd device:
 * {@code dax0.0} of {@code namespace0.0}, whichever of the region's nd dax devices has claimed it.
 */
final class DaxPmemDriver implements Driver {

    private static final String START = "start";
    private static final String BYTES = "bytes";
    private static final String RESOURCE = "resource";
    /** First page and info block: what must be free before anything is known. */
    private static final long INFO_RESERVE = 8 << 10;

    @Override
    public String name() {
        return DaxPmemModule.NAME;
    }

    @Override
    public String bus() {
        return "nd";
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof NdDevice nd && nd.type() == NdDevice.DAX;
    }

    /** ENODEV not configured; EBUSY what lies in front of the data is taken; errors of the info block and of the dax bus. */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        PfnDevice dax = (PfnDevice) device;
        NamespaceDevice namespace = NamespaceProbe.check(dax);
        checkReadable(namespace, kernel);
        AddressRange data = PfnSetup.prepare(dax);
        AddressRange metadata = switch (kernel.profile().daxModel()) {
            case BUS -> new AddressRange(namespace.range().start(), data.start());
            case CLASS -> namespace.range();            // no driver of the data reserves it
        };
        try {
            kernel.resources().request(metadata, namespace.name(), true, false);
        } catch (KernelException busy) {
            kernel.log(4, "dax_pmem " + dax + ": could not reserve metadata");
            throw new KernelException(Errno.EBUSY, "could not reserve " + metadata);
        }
        dax.driverData().put(START, Long.toUnsignedString(metadata.start()));
        dax.driverData().put(BYTES, Long.toUnsignedString(metadata.bytes()));
        dax.driverData().put(RESOURCE, namespace.name());
        try {
            handOver(dax, namespace, data, kernel);
        } catch (KernelException refused) {
            kernel.resources().release(metadata, namespace.name());
            throw refused;
        }
    }

    private static void checkReadable(NamespaceDevice namespace, Kernel kernel) throws KernelException {
        AddressRange first = AddressRange.ofSize(namespace.range().start(), INFO_RESERVE);
        kernel.resources().request(first, namespace.name(), true, false);
        kernel.resources().release(first, namespace.name());
    }

    private static void handOver(PfnDevice dax, NamespaceDevice namespace, AddressRange data, Kernel kernel) throws KernelException {
        StaticDaxRegions regions = kernel.symbol(StaticDaxRegions.class)
                .orElseThrow(() -> new KernelException(Errno.ENXIO, "there is no dax bus"));
        RegionDescription region = namespace.region().description();
        regions.add(new StaticDaxRegion(dax.directory(), namespace.region().id(), namespace.number(), data, dax.align(),
                region.numaNode(), region.targetNode()));
    }

    /** The dax device goes with everything that its driver holds; what that driver leaks stays reserved. */
    @Override
    public void remove(Device device, Kernel kernel) {
        kernel.symbol(StaticDaxRegions.class).ifPresent(regions -> regions.remove(device.directory()));
        AddressRange metadata = AddressRange.ofSize(Long.parseUnsignedLong(device.driverData().get(START)),
                Long.parseUnsignedLong(device.driverData().get(BYTES)));
        kernel.resources().release(metadata, device.driverData().get(RESOURCE));
    }
}
