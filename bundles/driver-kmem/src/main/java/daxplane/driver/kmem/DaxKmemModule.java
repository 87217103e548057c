package daxplane.driver.kmem;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code dax_kmem}, as proposed in 2018: before there was a dax bus. */
@Component(service = KernelModule.class)
public final class DaxKmemModule implements KernelModule {

    @Override
    public String name() {
        return DaxKmemDriver.NAME;
    }

    @Override
    public boolean existsIn(KernelProfile profile) {
        return profile.daxModel() == KernelProfile.DaxModel.CLASS;
    }

    @Override
    public List<String> uses() {
        return List.of("libnvdimm");
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new DaxKmemDriver());
    }
}
