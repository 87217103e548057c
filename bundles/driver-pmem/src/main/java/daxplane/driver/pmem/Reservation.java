package daxplane.driver.pmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** What a bound device has reserved in the resource tree; kept in its driver data. */
record Reservation(AddressRange range, String name) {

    private static final String START = "start";
    private static final String BYTES = "bytes";
    private static final String NAME = "resource";

    /** EBUSY something in the range is taken, for instance memory that could not be removed (corpus kmem-unbind-online-ns). */
    static Reservation take(Device device, AddressRange range, String name, Kernel kernel) throws KernelException {
        try {
            kernel.resources().request(range, name, true, false);
        } catch (KernelException busy) {
            kernel.log(4, "nd_pmem %s: could not reserve region [??? 0x%x-0x%x flags 0x0]"
                    .formatted(device, range.start(), range.last()));
            throw new KernelException(Errno.EBUSY, "could not reserve region " + range);
        }
        device.driverData().put(START, Long.toUnsignedString(range.start()));
        device.driverData().put(BYTES, Long.toUnsignedString(range.bytes()));
        device.driverData().put(NAME, name);
        return new Reservation(range, name);
    }

    static Optional<Reservation> of(Device device) {
        return Optional.ofNullable(device.driverData().get(NAME)).map(name -> new Reservation(AddressRange.ofSize(
                Long.parseUnsignedLong(device.driverData().get(START)), Long.parseUnsignedLong(device.driverData().get(BYTES))), name));
    }

    void release(Kernel kernel) {
        kernel.resources().release(range, name);
    }
}
