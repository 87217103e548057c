package daxplane.mapper;

import daxplane.kernel.Kernel;
import java.util.Optional;
import java.util.OptionalInt;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Kernel kernel) throws Exception {
        // @start region="example"
        DeviceMapper mapper = kernel.symbol(DeviceMapper.class).orElseThrow();
        MappedDisk disk = mapper.create("data", Optional.empty(), OptionalInt.empty());
        mapper.load(disk, "0 65536 linear /dev/pmem0 0\n65536 65536 linear /dev/pmem0.1 0", false);
        mapper.resume(disk);                        // the table is live, and its size the device's
        // @end
    }
}
