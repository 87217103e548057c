package daxplane.control.plane;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.engine.Limits;
import daxplane.host.Host;
import daxplane.host.InventoryReader;
import daxplane.journal.Journals;
import java.nio.file.Path;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host, InventoryReader reader, Path path, Journals journals, List<Mode> modes) throws Exception {
        // @start region="example"
        try (var plane = new LocalControlPlane(host, reader, new StateDirectory(path, journals), () -> modes, Limits.DEFAULT, System::nanoTime)) {
            plane.start();
            plane.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), new Actor("root", ""));
        }
        // @end
    }
}
