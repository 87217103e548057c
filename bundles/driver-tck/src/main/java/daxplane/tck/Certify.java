package daxplane.tck;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

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
                broken += certify(Candidate.dax(module), out);
            }
            out.println(broken == 0 ? "certified: " + arguments.getFirst() : "not certified: " + broken + " rules are broken");
            return broken == 0 ? 0 : 1;
        } catch (Broken unusable) {
            err.println("not certified: " + unusable.getMessage());
            return 1;
        }
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
