package daxplane.rehearsal;

import daxplane.host.Host;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host, Rehearsal.Body tool) throws Exception {
        // @start region="example"
        try (var rehearsal = Rehearsal.on(host)) {
            RehearsedRun run = rehearsal.run(tool);
            run.steps().forEach(step -> System.out.println(step.effect().typed() + ": " + step.facts()));
            System.out.println(rehearsal.picture());     // how the machine would look afterwards
        }
        // @end
    }
}
