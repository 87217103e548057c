package daxplane.machine;

import daxplane.host.Host;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Path state, Path definitionFolder, ModuleRegistry modules) throws Exception {
        // @start region="example"
        var machine = Machine.open(new MachineSettings(state, Optional.of(definitionFolder), UUID::randomUUID), modules);
        Host host = new SimulatedHost(machine);
        String memory = host.attributes().read("/proc/iomem");
        // @end
    }
}
