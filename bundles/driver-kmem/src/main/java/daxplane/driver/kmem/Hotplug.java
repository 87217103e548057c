package daxplane.driver.kmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.MemoryGroup;

/** How the driver adds a device's memory and takes it away: it differs between kernels. */
sealed interface Hotplug permits RemovableMemory, KeptMemory, ForcedNodeMemory {

    static Hotplug of(Kernel kernel) {
        return switch (kernel.profile().addedMemory()) {
            case FORCED_NODE -> new ForcedNodeMemory();
            case KEPT -> new KeptMemory();
            case REMOVABLE -> new RemovableMemory();
        };
    }

    /** @throws KernelException the errno of the probe; nothing is left behind unless a version is known to leave it */
    void add(Device device, MemoryDevice memory, Kernel kernel) throws KernelException;

    void remove(Device device, Kernel kernel);

    /** Adds memory that is all of a device's: a group of its own, of which nothing is left when it fails. */
    static void addWhole(AddressRange range, int node, Kernel kernel) throws KernelException {
        MemoryGroup group = kernel.memory().group(node, range.bytes());
        try {
            kernel.memory().add(group, range, ramName(kernel), false);
        } catch (KernelException failure) {
            kernel.memory().forget(group);
            throw failure;
        }
    }

    /** Name of the RAM in the resource tree: since 5.8 it is told apart from the firmware's. */
    static String ramName(Kernel kernel) {
        return kernel.profile().atLeast(5, 8) ? "System RAM (kmem)" : "System RAM";
    }

    static void log(Kernel kernel, int level, Device device, String message) {
        kernel.log(level, KmemDriver.NAME + " " + device + ": " + message);
    }
}
