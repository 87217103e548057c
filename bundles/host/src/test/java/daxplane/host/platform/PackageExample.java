package daxplane.host.platform;

import daxplane.host.Host;

/** The example of the package's description: compiled, not run. */
final class PackageExample {

    private PackageExample() {
    }

    static String slower(Host host, int node, int dram) {
        // @start region="example"
        var platform = Platform.read(host);
        var far = platform.speed(node);
        var near = platform.speed(dram);
        String told = far.isEmpty() || near.isEmpty() ? "nobody knows"
                : far.get().nanos() + " ns instead of " + near.get().nanos() + " ns";
        // @end
        return told;
    }
}
