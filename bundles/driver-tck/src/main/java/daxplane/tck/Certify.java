package daxplane.tck;

import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code java -jar driver-tck.jar DRIVER.jar}: a line for each rule. Exit code 0 certified, 1 a rule is broken, 2 usage.
 *
 * <p>For drivers of the dax bus; those of other buses need a machine of their own and run {@link DriverContract} as tests.
 */
public final class Certify {

    private Certify() {
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 1 || arguments.getFirst().startsWith("-")) {
            err.println("usage: java -jar driver-tck.jar DRIVER.jar");
            return 2;
        }
        try {
            int broken = 0;
            for (var module : DriverJar.read(Path.of(arguments.getFirst())).modules()) {
                broken += certify(module, out);
            }
            out.println(broken == 0 ? "certified: " + arguments.getFirst() : "not certified: " + broken + " rules are broken");
            return broken == 0 ? 0 : 1;
        } catch (Broken unusable) {
            err.println("not certified: " + unusable.getMessage());
            return 1;
        }
    }

    /** Each driver by itself: two of them may be for different devices. A module without drivers breaks the rule of names. */
    private static int certify(Supplier<KernelModule> module, PrintStream out) {
        List<String> drivers = module.get().drivers().stream().map(Driver::name).toList();
        if (drivers.size() < 2) {
            return certify(Candidate.dax(module), out);
        }
        int broken = 0;
        for (String driver : drivers) {
            out.println("driver " + driver);
            broken += certify(Candidate.dax(module, driver), out);
        }
        return broken;
    }

    private static int certify(Candidate candidate, PrintStream out) {
        Bench.require(candidate.bus().equals("dax"), "driver " + candidate.driver() + " is for bus " + candidate.bus()
                + "; only drivers of the dax bus can be certified from a jar, others run the rules as tests");
        int broken = 0;
        for (Rule rule : Rules.ALL) {
            try {
                rule.trial().run(candidate);
                out.println("ok      " + rule.name() + ": " + rule.owes());
            } catch (Broken failed) {
                broken++;
                out.println("BROKEN  " + rule.name() + ": " + rule.owes() + "\n        " + failed.getMessage());
            } catch (RuntimeException | LinkageError thrown) {
                broken++;
                out.println("BROKEN  " + rule.name() + ": " + rule.owes() + "\n        it throws " + thrown);
            }
        }
        return broken;
    }
}
