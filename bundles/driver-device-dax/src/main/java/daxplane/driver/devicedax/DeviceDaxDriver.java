package daxplane.driver.devicedax;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import java.util.ArrayList;
import java.util.List;

/** Reserves the device's ranges for as long as it is bound. Source: docs/kernel/drivers.md 3.5; corpus kmem-unbind-online. */
final class DeviceDaxDriver implements Driver {

    static final String NAME = "device_dax";

    /** Key of a reserved range in the driver data; the range's number follows. */
    private static final String RANGE = "range.";

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
        return device instanceof MemoryDevice memory && !memory.meantAsRam();
    }

    /**
     * @throws KernelException EBUSY somebody has reserved a part of it
     * @throws KernelException EINVAL an earlier probe failed and left its page map
     */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        if (!(device instanceof MemoryDevice memory)) {
            throw new KernelException(Errno.ENODEV, device + " is no memory");
        }
        if (memory.pageMapLeft()) {
            kernel.log(4, "%s %s: dynamic-dax with pre-populated page map".formatted(NAME, device));
            throw new KernelException(Errno.EINVAL, device + " has a page map that an earlier probe left");
        }
        List<AddressRange> reserved = new ArrayList<>();
        for (AddressRange range : memory.ranges()) {
            try {
                kernel.resources().request(range, device.name(), true, false);
            } catch (KernelException busy) {
                kernel.log(4, "%s %s: mapping%d: %s could not reserve range".formatted(NAME, device, reserved.size(), range));
                reserved.forEach(done -> kernel.resources().release(done, device.name()));
                memory.leavePageMap();
                throw busy;
            }
            reserved.add(range);
        }
        for (int i = 0; i < reserved.size(); i++) {
            device.driverData().put(RANGE + i, text(reserved.get(i)));
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        device.driverData().forEach((key, value) -> {
            if (key.startsWith(RANGE)) {
                kernel.resources().release(range(value), device.name());
            }
        });
    }

    private static String text(AddressRange range) {
        return Long.toHexString(range.start()) + "-" + Long.toHexString(range.last());
    }

    private static AddressRange range(String text) {
        String[] ends = text.split("-", 2);
        return new AddressRange(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16) + 1);
    }
}
