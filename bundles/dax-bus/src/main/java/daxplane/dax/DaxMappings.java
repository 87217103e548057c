package daxplane.dax;

import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** Keeps the mapping directories of a device in step with its ranges. Since 5.10. */
final class DaxMappings {

    private DaxMappings() {
    }

    static void update(Kernel kernel, DaxDevice device) {
        if (!kernel.profile().atLeast(5, 10)) {
            return;
        }
        int wanted = device.rangeList().size();
        for (int number = 0; number < wanted; number++) {
            if (kernel.devices().device(DaxMapping.directory(device, number)).isEmpty()) {
                register(kernel, new DaxMapping(device, number));
            } else {
                kernel.touched(DaxMapping.directory(device, number));
            }
        }
        for (int number = wanted; ; number++) {
            Optional<Device> left = kernel.devices().device(DaxMapping.directory(device, number));
            if (left.isEmpty()) {
                return;
            }
            kernel.devices().unregister(left.get());
        }
    }

    private static void register(Kernel kernel, DaxMapping mapping) {
        try {
            kernel.devices().register(mapping);
        } catch (KernelException taken) {
            throw new IllegalStateException(mapping.directory() + " is there already", taken);
        }
    }
}
