package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.MemoryGroup;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Gives a dax device's memory to the page allocator, and takes it back if it can.
 *
 * <p>A device of several ranges is taken if at least the first usable range can be: ranges that fail later are left out and
 * only the kernel log tells. Taking back happens range by range; one with a block online stays reserved until the next boot,
 * and nobody can bind the device until then (09 item 12). Source: spec 04 sections 2.4 and 2.5.
 */
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
        if (memory.targetNode().isEmpty()) {
            log(kernel, 4, device, "rejecting DAX region with invalid node: -1");
            throw new KernelException(Errno.EINVAL, device + " has no target node");
        }
        SortedMap<Integer, AddressRange> usable = usable(device, memory.ranges(), kernel);
        MemoryGroup group = kernel.memory().group(memory.targetNode().getAsInt(), usable.values().stream().mapToLong(AddressRange::bytes).sum());
        var remembered = new Remembered(device);
        for (Map.Entry<Integer, AddressRange> range : usable.entrySet()) {
            try {
                add(device, range.getKey(), range.getValue(), group, memory.memmapOnMemory(), kernel);
                remembered.added(range.getKey(), range.getValue());
            } catch (KernelException failure) {
                if (remembered.added().isEmpty()) {
                    kernel.memory().forget(group);
                    throw failure;
                }
            }
        }
        remembered.group(group);
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        var remembered = new Remembered(device);
        remembered.added().forEach((mapping, range) -> {
            try {
                kernel.memory().remove(range, ramName(kernel));
                kernel.resources().release(range, device.name());
            } catch (KernelException online) {
                log(kernel, 3, device, "mapping%d: %s cannot be hotremoved until the next reboot".formatted(mapping, range));
                kernel.leaked(device.name(), range, "its memory is online");
            }
        });
        remembered.group().ifPresent(kernel.memory()::forget);
    }

    private static SortedMap<Integer, AddressRange> usable(Device device, List<AddressRange> ranges, Kernel kernel) throws KernelException {
        SortedMap<Integer, AddressRange> usable = UsableRanges.of(ranges, kernel.memory().blockBytes());
        for (int i = 0; i < ranges.size(); i++) {
            if (!usable.containsKey(i)) {
                log(kernel, 6, device, "mapping%d: %s too small after alignment".formatted(i, ranges.get(i)));
            }
        }
        if (usable.isEmpty()) {
            log(kernel, 4, device, "rejecting DAX region without any memory after alignment");
            throw new KernelException(Errno.EINVAL, device + " holds no whole memory block");
        }
        return usable;
    }

    /** Reserved first, as something that RAM may lie in; then the RAM in it. */
    private static void add(Device device, int mapping, AddressRange range, MemoryGroup group, boolean memmapOnMemory, Kernel kernel)
            throws KernelException {
        try {
            kernel.resources().request(range, device.name(), false, true);
        } catch (KernelException busy) {
            log(kernel, 4, device, "mapping%d: %s could not reserve region".formatted(mapping, range));
            throw busy;
        }
        try {
            kernel.memory().add(group, range, ramName(kernel), memmapOnMemory);
        } catch (KernelException failure) {
            log(kernel, 4, device, "mapping%d: %s memory add failed".formatted(mapping, range));
            kernel.resources().release(range, device.name());
            throw failure;
        }
    }

    /** Since 5.8 such memory is told apart from the firmware's. */
    private static String ramName(Kernel kernel) {
        return kernel.profile().atLeast(5, 8) ? "System RAM (kmem)" : "System RAM";
    }

    private static void log(Kernel kernel, int level, Device device, String message) {
        kernel.log(level, NAME + " " + device + ": " + message);
    }
}
