package daxplane.shell.command;

import daxplane.shell.verb.Context;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(CommandTable commands, Context context) throws Exception {
        // @start region="example"
        int status = commands.run(List.of("assign", "dax0.0", "system-ram"), context);
        // @end
    }
}
