package daxplane.fuzz;

/** What Jazzer calls; {@code --target_args} names the target. */
public final class Jazzer {

    /** Set once, before the first input. */
    private static Target target;

    private Jazzer() {
    }

    public static void fuzzerInitialize(String[] arguments) {
        target = Targets.named(arguments[0]).orElseThrow(() -> new IllegalArgumentException(
                "there is no target " + arguments[0] + "; there are " + String.join(", ", Targets.names())));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Trial.of(target, input);
    }
}
