package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.MemoryGroup;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Since 5.3, in the form of 6.12. A device of several ranges is taken if at least the first usable range can be: ranges that
 * fail later are left out and only the kernel log tells. Taking back happens range by range; one with a block online stays
 * reserved until the next boot (09 item 12). Source: docs/kernel/memory.md 2.4 and 2.5.
 */
record RemovableMemory() implements Hotplug {

    @Override
    public void add(Device device, MemoryDevice memory, Kernel kernel) throws KernelException {
        if (memory.targetNode().isEmpty()) {
            Hotplug.log(kernel, 4, device, "rejecting DAX region with invalid node: -1");
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
                kernel.memory().remove(range, Hotplug.ramName(kernel));
                kernel.resources().release(range, device.name());
            } catch (KernelException online) {
                Hotplug.log(kernel, 3, device, "mapping%d: %s cannot be hotremoved until the next reboot".formatted(mapping, range));
                kernel.leaked(device.name(), range, "its memory is online");
            }
        });
        remembered.group().ifPresent(kernel.memory()::forget);
    }

    private static SortedMap<Integer, AddressRange> usable(Device device, List<AddressRange> ranges, Kernel kernel) throws KernelException {
        SortedMap<Integer, AddressRange> usable = UsableRanges.of(ranges, kernel.memory().blockBytes());
        for (int i = 0; i < ranges.size(); i++) {
            if (!usable.containsKey(i)) {
                Hotplug.log(kernel, 6, device, "mapping%d: %s too small after alignment".formatted(i, ranges.get(i)));
            }
        }
        if (usable.isEmpty()) {
            Hotplug.log(kernel, 4, device, "rejecting DAX region without any memory after alignment");
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
            Hotplug.log(kernel, 4, device, "mapping%d: %s could not reserve region".formatted(mapping, range));
            throw busy;
        }
        try {
            kernel.memory().add(group, range, Hotplug.ramName(kernel), memmapOnMemory);
        } catch (KernelException failure) {
            Hotplug.log(kernel, 4, device, "mapping%d: %s memory add failed".formatted(mapping, range));
            kernel.resources().release(range, device.name());
            throw failure;
        }
    }
}
