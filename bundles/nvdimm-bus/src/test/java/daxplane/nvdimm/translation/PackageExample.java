package daxplane.nvdimm.translation;

import daxplane.kernel.Kernel;
import java.util.UUID;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Kernel kernel, Medium medium, UUID uuid, UUID parent) throws Exception {
        // @start region="example"
        var translation = kernel.symbol(BlockTranslation.class).orElseThrow();
        Sectors sectors = translation.attach(medium, new BlockTranslation.Configuration("nd_pmem btt0.0", uuid, parent, 4096, 2, 0, false));
        byte[] sector = sectors.read(0, 4096);
        // @end
    }
}
