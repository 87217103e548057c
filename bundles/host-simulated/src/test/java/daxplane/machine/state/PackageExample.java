package daxplane.machine.state;

import java.nio.file.Path;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Path file, Change.Keeper keeper, Change change) throws Exception {
        // @start region="example"
        try (VolatileLog log = VolatileLog.open(file, keeper)) {       // keeper gets everything that was recorded
            log.append(change);
        }
        // @end
    }
}
