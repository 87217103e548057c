package daxplane.dax;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.OptionalInt;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Kernel kernel, Device ndDax) throws Exception {
        // @start region="example"
        var regions = kernel.symbol(StaticDaxRegions.class).orElseThrow(() -> new KernelException(Errno.ENXIO));
        regions.add(new StaticDaxRegion(ndDax.directory(), 0, 0, AddressRange.ofSize(0x100a00000L, 502 << 20), 2 << 20, 0, OptionalInt.of(2)));
        // ... when the driver leaves: unbinds and removes dax0.0; never fails
        regions.remove(ndDax.directory());
        // @end
    }
}
