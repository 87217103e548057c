package daxplane.driver.cxl;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module cxl_mem: the driver of memory devices. */
@Component(service = KernelModule.class)
public final class CxlMemModule implements KernelModule {

    @Override
    public String name() {
        return MemoryDriver.NAME;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new MemoryDriver());
    }
}
