package daxplane.filesystem;

import daxplane.kernel.Kernel;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Kernel kernel) throws Exception {
        // @start region="example"
        Mounts mounts = kernel.symbol(Mounts.class).orElseThrow();
        mounts.mount("/dev/pmem0", "/mnt", List.of("dax"));       // EINVAL: the device cannot, EBUSY: claimed
        VolumeFile file = mounts.file("/mnt/data", false).orElseThrow();
        long physical = file.address(0);                          // of a volume with direct access
        // @end
    }
}
