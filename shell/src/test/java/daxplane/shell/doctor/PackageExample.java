package daxplane.shell.doctor;

import daxplane.shell.session.Session;
import java.io.PrintStream;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Session session, PrintStream out) throws Exception {
        // @start region="example"
        new Checkup(session).findings().stream().filter(finding -> !finding.sound()).forEach(out::println);
        // @end
    }
}
