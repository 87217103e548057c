package daxplane.driver.hmem;

import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;

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
        for (PlatformDevice.Memory memory : HmemModule.memory(kernel)) {
            PlatformDevice made = PlatformDevice.of(kernel, memory);
            if (kernel.devices().device(made.directory()).isEmpty()) {
                kernel.devices().register(made);
            }
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        for (PlatformDevice.Memory memory : HmemModule.memory(kernel)) {
            kernel.devices().device(PlatformDevice.of(kernel, memory).directory()).ifPresent(kernel.devices()::unregister);
        }
    }
}
