package daxplane.capture;

import daxplane.host.Host;
import java.io.PrintStream;
import java.nio.file.Path;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host, PrintStream out) throws Exception {
        // @start region="example"
        Captured captured = Captured.from(host, "twin");
        captured.writeTo(Path.of("twin"));
        captured.notes().forEach(out::println);        // in what the twin will differ
        // @end
    }
}
