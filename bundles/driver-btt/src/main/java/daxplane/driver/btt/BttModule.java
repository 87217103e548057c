package daxplane.driver.btt;

import daxplane.block.BlockLayer;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.nvdimm.translation.BlockTranslation;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module nd_btt: no driver of its own, functions for the driver of disks. */
@Component(service = KernelModule.class)
public final class BttModule implements KernelModule {

    @Override
    public String name() {
        return "nd_btt";
    }

    @Override
    public List<String> uses() {
        return List.of("libnvdimm");
    }

    /** Open disks in sector mode; the one reference of nd_pmem, which uses it, is counted by the kernel. */
    @Override
    public int references(Kernel kernel) {
        return kernel.symbol(BlockLayer.class).map(block -> block.opened("nd_btt")).orElse(0);
    }

    @Override
    public void load(Kernel kernel) {
        kernel.export(BlockTranslation.class, new BttExports(kernel));
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }
}
