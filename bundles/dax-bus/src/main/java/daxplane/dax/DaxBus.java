package daxplane.dax;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.DriverIds;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Optional;

/**
 * The bus: a driver takes the devices whose names it was told, and those of its own kind.
 *
 * <p>Source: docs/kernel/drivers.md 3.2 to 3.5, 09 items 1 to 6.
 */
final class DaxBus extends Bus {

    static final String NAME = "dax";

    private final DriverIds ids;

    DaxBus(Kernel kernel) {
        super(NAME);
        this.ids = new DriverIds(kernel, this, DaxModule.NAME);
    }

    DriverIds ids() {
        return ids;
    }

    @Override
    public boolean matches(Driver driver, Device device) {
        return ids.told(driver.name(), device.name()) || driver.matches(device);
    }

    @Override
    public void beforeProbe(Device device) throws KernelException {
        if (device instanceof DaxDevice dax && dax.bytes() == 0) {
            throw new KernelException(Errno.ENXIO, device + " has no capacity");
        }
    }

    @Override
    public void afterProbe(Device device, Optional<KernelException> failure) {
        if (failure.isEmpty() && device instanceof DaxDevice dax) {
            dax.region().noLongerSeed(dax);
        }
    }

    @Override
    public List<Attribute> driverAttributes(String driver) {
        return ids.attributes(driver);
    }

    @Override
    public void driverGone(String driver) {
        ids.driverGone(driver);
    }
}
