package daxplane.machine.definition;

import java.io.PrintStream;
import java.nio.file.Path;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(PrintStream out) throws Exception {
        // @start region="example"
        MachineDefinition machine = MachineDefinition.read(DefinitionFiles.in(Path.of("config/machines/two-socket")));
        machine.dimms().forEach(dimm -> out.println(dimm.image() + " " + dimm.capacityBytes()));
        // @end
    }
}
