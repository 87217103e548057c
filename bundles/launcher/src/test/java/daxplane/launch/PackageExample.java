package daxplane.launch;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    // @start region="example"
    // with @Component(service = Application.class)
    static final class Console implements Application {
        @Override
        public int run(Invocation invocation) {
            invocation.out().println("asked for " + invocation.arguments());
            return 0;
        }
    }
    // @end
}
