package daxplane.shell.line;

import daxplane.launch.Invocation;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Reader reader, Invocation invocation) throws Exception {
        // @start region="example"
        int exitCode = Terminals.interactive(reader, invocation.err());
        // @end
    }
}
