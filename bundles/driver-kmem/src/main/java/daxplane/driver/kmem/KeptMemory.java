package daxplane.driver.kmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;

/**
 * As merged in 5.1: what is reserved stays reserved until the next boot. A device can be unbound and the module unloaded, but
 * its memory stays in use, so that no driver can have the device again. Source: docs/kernel/memory.md 2.2 and 6.
 */
record KeptMemory() implements Hotplug {

    @Override
    public void add(Device device, MemoryDevice memory, Kernel kernel) throws KernelException {
        AddressRange all = memory.ranges().getFirst();
        if (memory.targetNode().isEmpty()) {            // before anything else: slow memory never lands in node 0
            Hotplug.log(kernel, 4, device, "rejecting DAX region [mem 0x%08x-0x%08x] with invalid node: -1".formatted(all.start(), all.last()));
            throw new KernelException(Errno.EINVAL, device + " has no target node");
        }
        WholeBlocks blocks = WholeBlocks.of(all, kernel.memory().blockBytes());
        AddressRange range = reserve(device, all, blocks, kernel);
        try {
            Hotplug.addWhole(range, memory.targetNode().getAsInt(), kernel);
        } catch (KernelException failure) {
            kernel.leaked(device.name(), range, "5.1 keeps the reservation of memory that it could not add");
            throw failure;
        }
        new Remembered(device).added(0, range);
    }

    private static AddressRange reserve(Device device, AddressRange all, WholeBlocks blocks, Kernel kernel) throws KernelException {
        try {
            AddressRange range = blocks.range().orElseThrow(() -> new KernelException(Errno.EBUSY, device + " is too small: its size wraps around"));
            kernel.resources().request(range, device.name(), false, true);
            return range;
        } catch (KernelException busy) {
            Hotplug.log(kernel, 4, device, "could not reserve region [mem 0x%08x-0x%08x]".formatted(all.start(), all.last()));
            throw busy;
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        new Remembered(device).added().values()
                .forEach(range -> kernel.leaked(device.name(), range, "this kernel cannot take memory away"));
    }
}
