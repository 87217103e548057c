package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import java.util.OptionalInt;

/**
 * As in the versions of the patch series that the requirements show, up to the fourth: memory without a node goes to node 0. The
 * reservation belongs to the binding and goes with it; removing is refused with EBUSY, which the device core does not look at,
 * and the memory stays. Source: docs/kernel/memory.md 2.1.
 */
record ForcedNodeMemory() implements Hotplug {

    @Override
    public void add(Device device, MemoryDevice memory, Kernel kernel) throws KernelException {
        add(device, memory.ranges().getFirst(), memory.targetNode(), kernel);
    }

    /** Errors as of {@link #add(Device, MemoryDevice, Kernel)}; nothing is left behind. */
    static void add(Device device, AddressRange all, OptionalInt targetNode, Kernel kernel) throws KernelException {
        AddressRange range = reserve(device, WholeBlocks.of(all, kernel.memory().blockBytes()), kernel);
        if (targetNode.isEmpty()) {                     // only now: what could not be reserved is not complained about
            kernel.logOnce(4, "bad numa_node: -1, forcing to 0");
        }
        try {
            Hotplug.addWhole(range, targetNode.orElse(0), kernel);
        } catch (KernelException failure) {
            kernel.resources().release(range, device.name());
            throw failure;
        }
        new Remembered(device).added(0, range);
    }

    private static AddressRange reserve(Device device, WholeBlocks blocks, Kernel kernel) throws KernelException {
        try {
            AddressRange range = blocks.range().orElseThrow(() -> new KernelException(Errno.EBUSY, device + " is too small: its size wraps around"));
            kernel.resources().request(range, device.name(), false, true);
            return range;
        } catch (KernelException busy) {
            kernel.log(4, "could not reserve region " + blocks.ends());
            throw busy;
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        new Remembered(device).added().values().forEach(range -> {
            kernel.resources().release(range, device.name());
            kernel.leaked(device.name(), range, "this kernel cannot take memory away: removing is EBUSY, which nobody looks at");
        });
    }
}
