package daxplane.driver.hmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;

/** Makes a device of each range of soft-reserved memory; they leave when it is unbound. */
final class HmemPlatformDriver implements Driver {

    static final String NAME = "hmem_platform";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return "platform";
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof PlatformDevice platform && platform.kind().equals(NAME);
    }

    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        List<AddressRange> there = made(kernel).stream().map(memory -> memory.memory().orElseThrow().range()).toList();
        for (AddressRange range : SoftReserved.offered(kernel)) {
            if (!there.contains(range)) {
                kernel.devices().register(PlatformDevice.of(kernel, HmemModule.memory(kernel, range)));
            }
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        made(kernel).forEach(kernel.devices()::unregister);
    }

    private static List<PlatformDevice> made(Kernel kernel) {
        return PlatformBus.of(kernel).devices().stream().filter(PlatformDevice.class::isInstance).map(PlatformDevice.class::cast)
                .filter(device -> device.memory().isPresent()).toList();
    }
}
