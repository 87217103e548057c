package daxplane.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What Jazzer calls; {@code --target_args} names the target, and the property {@code daxplane.fuzz.inputs} the folder of its kept inputs. */
public final class Jazzer {

    /** Set once, before the first input. */
    private static Target target;

    private Jazzer() {
    }

    /** Takes a kept input: what it loads is loaded and instrumented before the time of an input counts. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        target = Targets.named(arguments[0]).orElseThrow(() -> new IllegalArgumentException(
                "there is no target " + arguments[0] + "; there are " + String.join(", ", Targets.names())));
        Optional<Path> first;
        try (Stream<Path> kept = Files.list(Path.of(System.getProperty("daxplane.fuzz.inputs")))) {
            first = kept.sorted().findFirst();
        }
        if (first.isPresent()) {
            Trial.of(target, Files.readAllBytes(first.get()));
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Trial.of(target, input);
    }
}
