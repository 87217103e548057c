package daxplane.driver.hmem;

import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;

/** The bus of devices that nothing enumerates; made by whoever needs it first. */
final class PlatformBus extends Bus {

    private static final String NAME = "platform";

    private PlatformBus() {
        super(NAME);
    }

    static Bus of(Kernel kernel) {
        return kernel.devices().bus(NAME).orElseGet(() -> {
            var bus = new PlatformBus();
            try {
                kernel.devices().addBus(bus);
            } catch (KernelException taken) {
                throw new IllegalStateException("there is no platform bus, and it cannot be made", taken);
            }
            return bus;
        });
    }

    @Override
    public boolean matches(Driver driver, Device device) {
        return device instanceof PlatformDevice platform && platform.override().map(driver.name()::equals).orElseGet(() -> driver.matches(device));
    }
}
