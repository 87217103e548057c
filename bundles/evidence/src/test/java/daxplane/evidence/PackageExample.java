package daxplane.evidence;

import java.nio.file.Path;
import java.util.Optional;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Path state, Entries entries) throws Exception {
        // @start region="example"
        var evidence = new Evidence(state);
        String note = evidence.checkpoint(entries, "host1");               // keep it elsewhere
        Report report = evidence.verify(entries, Optional.of(note), Optional.empty());
        // @end
    }
}
