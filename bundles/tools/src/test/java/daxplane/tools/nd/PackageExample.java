package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Sysfs sysfs) throws Exception {
        // @start region="example"
        for (Bus bus : Bus.all(sysfs)) {
            for (Region region : bus.regions()) {
                region.namespaces().stream().filter(Namespace::active).forEach(ns -> System.out.println(ns.name()));
            }
        }
        // @end
    }
}
