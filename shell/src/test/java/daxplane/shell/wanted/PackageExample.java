package daxplane.shell.wanted;

import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.inventory.Inventory;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Inventory picture, List<Mode> modes) throws Exception {
        // @start region="example"
        var file = MachineFile.parse("data = fsdax\nspool = sector region=region0 size=64M\n");
        var command = new Differences(picture, modes, Options.NONE).command(file, false);
        // @end
    }
}
