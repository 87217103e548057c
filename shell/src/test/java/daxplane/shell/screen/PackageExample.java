package daxplane.shell.screen;

import java.io.PrintStream;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Screen screen, PrintStream out) throws Exception {
        // @start region="example"
        var table = new Table(List.of(Column.text("device"), Column.number("bytes", "SIZE"), Column.wrapped("owner")));
        table.row("dax0.0", Cell.of(402653184L, "384 MiB"), "the kernel, as System RAM on node 2");
        table.print(screen, out);
        // @end
    }
}
