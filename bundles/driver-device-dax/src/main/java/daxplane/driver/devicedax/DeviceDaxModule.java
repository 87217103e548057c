package daxplane.driver.devicedax;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The module {@code device_dax}. */
@Component(service = KernelModule.class)
public final class DeviceDaxModule implements KernelModule {

    @Override
    public String name() {
        return DeviceDaxDriver.NAME;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new DeviceDaxDriver());
    }
}
