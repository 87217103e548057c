package daxplane.block;

import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Kernel;
import java.util.Optional;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Kernel kernel) throws Exception {
        // @start region="example"
        BlockLayer block = kernel.symbol(BlockLayer.class).orElseThrow();
        BlockDevice disk = block.find("/dev/pmem0").orElseThrow();
        Opening opening = block.open(disk, new Holder(Kind.MOUNTED, 0, "ext4 on /mnt"), Optional.of("ext4 1"));   // EBUSY: claimed
        block.close(opening);
        // @end
    }
}
