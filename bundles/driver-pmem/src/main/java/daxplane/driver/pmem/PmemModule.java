package daxplane.driver.pmem;

import daxplane.block.BlockLayer;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module nd_pmem. */
@Component(service = KernelModule.class)
public final class PmemModule implements KernelModule {

    static final String NAME = "nd_pmem";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> uses() {
        return List.of("libnvdimm", "nd_btt");
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new PmemDriver());
    }

    /** Whoever has a disk open keeps it loaded, also when the disk has gone (corpus ns-holder-open). */
    @Override
    public int references(Kernel kernel) {
        return kernel.workload().holdersOf("pmem") + kernel.symbol(BlockLayer.class).map(block -> block.opened(NAME)).orElse(0);
    }

    /** Disks are the only documents. */
    @Override
    public void restore(Kernel kernel, StateRecord document) {
        PmemDisk disk = PmemDisk.restored(kernel, document);
        kernel.symbol(BlockLayer.class).orElseThrow().adopt(disk, document);
    }
}
