package daxplane.conform;

import daxplane.host.Host;
import java.util.Map;
import java.util.Optional;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host, Runnable step) throws Exception {
        // @start region="example"
        var before = StateMap.of(host.attributes());
        step.run();
        Map<String, Optional<String>> difference = before.differenceTo(StateMap.of(host.attributes()));
        // @end
    }
}
