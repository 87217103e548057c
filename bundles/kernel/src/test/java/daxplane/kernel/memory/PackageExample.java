package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.MemoryGroup;
import daxplane.kernel.MemoryHotplug;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Kernel kernel, AddressRange range) throws Exception {
        // @start region="example"
        MemoryHotplug memory = kernel.memory();           // what the built-in module `memory` exports
        MemoryGroup group = memory.group(2, range.bytes());
        memory.add(group, range, "System RAM (kmem)", false);
        // @end
    }
}
