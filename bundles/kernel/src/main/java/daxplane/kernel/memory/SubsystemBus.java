package daxplane.kernel.memory;

import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;

/** A bus that only groups devices of a kind ({@code memory}, {@code node}, {@code memory_tiering}): no driver is for it. */
final class SubsystemBus extends Bus {

    SubsystemBus(String name) {
        super(name);
    }

    @Override
    public boolean matches(Driver driver, Device device) {
        return false;
    }
}
