package daxplane.control;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(ControlPlane plane) throws Exception {
        // @start region="example"
        var outcome = plane.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), new Actor("root", "more memory"));
        if (outcome instanceof Outcome.Refused(var refusal)) {
            System.err.print(refusal.text());
        }
        System.exit(outcome.exitCode());
        // @end
    }
}
