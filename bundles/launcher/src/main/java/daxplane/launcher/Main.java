package daxplane.launcher;

import java.util.List;
import java.util.Locale;

/** Entry of the process, and the only place that ends it. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        // Numbers of the kernel have the digits 0 to 9: where a locale has others, versions of bundles cannot be read, and sizes not be typed.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        var err = System.err;
        var ending = new Ending(err);
        try {
            var exitCode = new Launch(Places.of(arguments, System.getenv()), arguments, ending).run();
            StartArchive.leaveBehind();
            return exitCode;
        } catch (StartFailure failure) {
            if (!ending.asked()) {
                err.println("daxplane: " + failure.getMessage());
            }
            return StartFailure.EXIT_CODE;
        }
    }
}
