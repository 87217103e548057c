package daxplane.kernel.core;

import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(KernelSetup setup, MachineContext machine, String bootId) throws Exception {
        // @start region="example"
        var kernel = SimulatedKernel.boot(setup, machine, commit -> { }, bootId, List.of("nfit", "nd_pmem"));
        String state = kernel.enter(() -> kernel.files().read("/sys/bus/nd/devices/nmem0/state"));
        // @end
    }
}
