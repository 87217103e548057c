package daxplane.nvdimm;

import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;

/** The driver of bus devices, {@code nd_bus}: nobody binds or unbinds it by hand. */
final class BusDriver implements Driver {

    static final String NAME = "nd_bus";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return NdBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof BusDevice;
    }

    @Override
    public void probe(Device device, Kernel kernel) {
        // Its children are registered by the provider.
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        // They are unregistered with it.
    }
}
