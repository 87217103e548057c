package daxplane.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for targets that read files; it goes when the process ends. */
public final class ScratchFolder {

    private ScratchFolder() {
    }

    public static Path create(String name) {
        try {
            Path folder = Files.createTempDirectory("fuzzed-" + name);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static void remove(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException leftInTheTemporaryDirectory) {
            System.err.println("cannot remove " + folder + ": " + leftInTheTemporaryDirectory.getMessage());
        }
    }
}
