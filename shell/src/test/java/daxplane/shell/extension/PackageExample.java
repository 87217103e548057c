package daxplane.shell.extension;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    // @start region="example"
    // with @Component(scope = ServiceScope.PROTOTYPE, property = "command=hello")
    static final class Hello implements ConsoleCommand {
        @Override
        public String name() {
            return "hello";
        }

        @Override
        public String summary() {
            return "greet";
        }

        @Override
        public String synopsis() {
            return "hello [NAME]";
        }

        @Override
        public int run(ConsoleCall call) {
            call.out().println("hello " + String.join(" ", call.arguments()));
            return 0;
        }
    }
    // @end
}
