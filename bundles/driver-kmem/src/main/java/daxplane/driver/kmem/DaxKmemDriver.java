package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.NamespaceDevice;
import daxplane.nvdimm.NamespaceProbe;
import daxplane.nvdimm.NdBus;
import daxplane.nvdimm.PfnDevice;
import daxplane.nvdimm.PfnSetup;

/**
 * The first form of the driver, on the nd bus: takes an nd dax device instead of {@code dax_pmem}, and only one that it was told
 * by name, so that it is in nobody's way. What it does with the memory is {@link ForcedNodeMemory}: a one-way hotplug.
 * Source: docs/kernel/drivers.md 2.2.
 *
 * <pre>
 *   namespace  |  info block, page structs  |        data        |
 *   reserved   |  namespace0.0, busy        |..| dax0.0: RAM |...|
 * </pre>
 */
final class DaxKmemDriver implements Driver {

    static final String NAME = "dax_kmem";

    /** Keys of the driver data: the reservation in front of the data. */
    private static final String START = "metadata.start";
    private static final String BYTES = "metadata.bytes";
    private static final String RESOURCE = "metadata.name";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return NdBus.NAME;
    }

    /** Nothing by itself. */
    @Override
    public boolean matches(Device device) {
        return false;
    }

    /** ENODEV not configured; EBUSY reserved by somebody; errors of the info block and of adding memory. */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        if (!(device instanceof PfnDevice dax) || dax.type() != PfnDevice.DAX) {
            throw new KernelException(Errno.ENODEV, device + " is no nd dax device");
        }
        NamespaceDevice namespace = NamespaceProbe.check(dax);
        AddressRange data = PfnSetup.prepare(dax);
        AddressRange metadata = new AddressRange(namespace.range().start(), data.start());
        kernel.resources().request(metadata, namespace.name(), true, false);
        try {
            ForcedNodeMemory.add(dax, data, namespace.region().description().targetNode(), kernel);
        } catch (KernelException failure) {
            kernel.resources().release(metadata, namespace.name());
            throw failure;
        }
        dax.driverData().put(START, Long.toUnsignedString(metadata.start()));
        dax.driverData().put(BYTES, Long.toUnsignedString(metadata.bytes()));
        dax.driverData().put(RESOURCE, namespace.name());
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        new ForcedNodeMemory().remove(device, kernel);
        AddressRange metadata = AddressRange.ofSize(Long.parseUnsignedLong(device.driverData().get(START)),
                Long.parseUnsignedLong(device.driverData().get(BYTES)));
        kernel.resources().release(metadata, device.driverData().get(RESOURCE));
    }
}
