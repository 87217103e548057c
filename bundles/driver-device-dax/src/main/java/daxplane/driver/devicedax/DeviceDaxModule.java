package daxplane.driver.devicedax;

import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code device_dax}. */
@Component(service = KernelModule.class)
public final class DeviceDaxModule implements KernelModule {

    @Override
    public String name() {
        return DeviceDaxDriver.NAME;
    }

    /** An open file of a character device has two: one for the device, one for its operations (corpus ns-holder-open). */
    @Override
    public int references(Kernel kernel) {
        return 2 * kernel.workload().holdersOf("dax");
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new DeviceDaxDriver());
    }

    /** Before there was a dax bus, it made the character devices of those who had memory for them, and drove nothing. */
    @Override
    public List<Driver> drivers(KernelProfile profile) {
        return profile.daxModel() == KernelProfile.DaxModel.BUS ? drivers() : List.of();
    }
}
