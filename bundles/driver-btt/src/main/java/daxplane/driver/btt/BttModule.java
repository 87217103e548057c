package daxplane.driver.btt;

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

    @Override
    public void load(Kernel kernel) {
        kernel.export(BlockTranslation.class, new BttExports(kernel));
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }
}
