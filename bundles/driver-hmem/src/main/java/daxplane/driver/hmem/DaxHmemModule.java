package daxplane.driver.hmem;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code dax_hmem}. */
@Component(service = KernelModule.class)
public final class DaxHmemModule implements KernelModule {

    @Override
    public String name() {
        return "dax_hmem";
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new HmemPlatformDriver(), new HmemDriver());
    }
}
