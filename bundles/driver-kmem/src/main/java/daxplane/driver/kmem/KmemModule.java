package daxplane.driver.kmem;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code kmem}. */
@Component(service = KernelModule.class)
public final class KmemModule implements KernelModule {

    @Override
    public String name() {
        return KmemDriver.NAME;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new KmemDriver());
    }
}
