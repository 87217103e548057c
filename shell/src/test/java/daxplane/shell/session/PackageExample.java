package daxplane.shell.session;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Session session) throws Exception {
        // @start region="example"
        var inventory = session.control().picture().inventory();
        // @end
    }
}
