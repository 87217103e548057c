package daxplane.fuzz;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example() throws Exception {
        // @start region="example"
        Target nfit = Targets.named("nfit").orElseThrow();
        Trial.of(nfit, new byte[] {0, 'N', 'F', 'I', 'T'});  // returns: the table is refused with EINVAL
        // @end
    }
}
