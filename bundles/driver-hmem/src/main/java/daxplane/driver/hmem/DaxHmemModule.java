package daxplane.driver.hmem;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code dax_hmem}. */
@Component(service = KernelModule.class)
public final class DaxHmemModule implements KernelModule {

    @Override
    public String name() {
        return "dax_hmem";
    }

    /** Its devices are of the dax bus. */
    @Override
    public boolean existsIn(KernelProfile profile) {
        return profile.daxModel() == KernelProfile.DaxModel.BUS;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new HmemPlatformDriver(), new HmemDriver());
    }
}
