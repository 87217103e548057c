package daxplane.shell.view;

import daxplane.control.Mode;
import daxplane.inventory.Inventory;
import daxplane.shell.screen.Screen;
import java.io.PrintStream;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Inventory picture, List<Mode> modes, Screen screen, PrintStream out) throws Exception {
        // @start region="example"
        Devices.table(picture, modes).print(screen, out);
        // @end
    }
}
