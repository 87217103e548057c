package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.MemoryGroup;

/**
 * Before 5.3: what is added stays. Source: spec 04 sections 2.1, 2.2 and 6.
 *
 * <pre>
 *              no target node       too small                         unbinding
 *   kmem-v4    node 0 is taken      the size wraps around: EBUSY      its EBUSY is ignored, the reservation is released
 *   5.1        EINVAL               the size wraps around: EBUSY      does nothing: reserved and in use until reboot
 * </pre>
 */
record PermanentMemory() implements Hotplug {

    @Override
    public void add(Device device, MemoryDevice memory, Kernel kernel) throws KernelException {
        boolean merged = isMerged(kernel);
        if (memory.targetNode().isEmpty() && merged) {
            Hotplug.log(kernel, 4, device, "rejecting DAX region with invalid node: -1");
            throw new KernelException(Errno.EINVAL, device + " has no target node");
        }
        AddressRange range = memory.ranges().getFirst().alignedInwards(kernel.memory().blockBytes())
                .orElseThrow(() -> new KernelException(Errno.EBUSY, device + " is too small: its size wraps around"));
        try {
            kernel.resources().request(range, device.name(), false, true);
        } catch (KernelException busy) {
            Hotplug.log(kernel, 4, device, "could not reserve region " + range);
            throw busy;
        }
        if (memory.targetNode().isEmpty()) {
            Hotplug.log(kernel, 4, device, "bad numa_node, memory goes to node 0");
        }
        try {
            MemoryGroup group = kernel.memory().group(memory.targetNode().orElse(0), range.bytes());
            kernel.memory().add(group, range, Hotplug.ramName(kernel), false);
        } catch (KernelException failure) {
            if (merged) {
                kernel.leaked(device.name(), range, "5.1 keeps the reservation of memory that it could not add");
            } else {
                kernel.resources().release(range, device.name());
            }
            throw failure;
        }
        new Remembered(device).added(0, range);
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        new Remembered(device).added().values().forEach(range -> {
            if (!isMerged(kernel)) {
                kernel.resources().release(range, device.name());
            }
            kernel.leaked(device.name(), range, "this kernel can not take memory away");
        });
    }

    private static boolean isMerged(Kernel kernel) {
        return kernel.profile().atLeast(5, 1);
    }
}
