package daxplane.driver.daxpmem;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module dax_pmem. */
@Component(service = KernelModule.class)
public final class DaxPmemModule implements KernelModule {

    static final String NAME = "dax_pmem";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> uses() {
        return List.of("libnvdimm");
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new DaxPmemDriver());
    }
}
