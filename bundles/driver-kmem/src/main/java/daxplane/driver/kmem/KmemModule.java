package daxplane.driver.kmem;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code kmem}. */
@Component(service = KernelModule.class)
public final class KmemModule implements KernelModule {

    @Override
    public String name() {
        return KmemDriver.NAME;
    }

    /** Where there is a dax bus; before, {@link DaxKmemModule}. */
    @Override
    public boolean existsIn(KernelProfile profile) {
        return profile.daxModel() == KernelProfile.DaxModel.BUS;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new KmemDriver());
    }
}
