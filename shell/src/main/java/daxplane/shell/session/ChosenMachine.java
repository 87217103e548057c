package daxplane.shell.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which definition the machine of a state directory was made of, so that {@code --machine} is needed once: a name, or the
 * path of a folder, in the file {@code definition} beside the machine.
 */
record ChosenMachine(Path state) {

    private static final int LONGEST_BYTES = 4096;

    /** As it was said last; empty when nobody has said anything, or the folder is not there any more. */
    Optional<String> said() {
        try {
            if (Files.size(file()) > LONGEST_BYTES) {
                return Optional.empty();
            }
            var said = Files.readString(file(), StandardCharsets.UTF_8).strip();
            return Optional.of(said).filter(name -> !name.isEmpty() && (!isFolder(name) || Files.isDirectory(Path.of(name))));
        } catch (IOException | InvalidPathException none) {
            return Optional.empty();
        }
    }

    /** Remembers what was said, when the machine could be opened with it; where it cannot be written, it is to be said again. */
    void keep(String name) {
        try {
            var lasting = isFolder(name) ? Path.of(name).toAbsolutePath().normalize().toString() : name;
            if (Files.isDirectory(state) && !said().equals(Optional.of(lasting))) {
                Files.writeString(file(), lasting + "\n", StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException unwritable) {
            // a state directory that can be looked at alone
        }
    }

    private Path file() {
        return state.resolve("definition");
    }

    /** What has a slash in it is a folder, and {@code .} and {@code ..} are. */
    private static boolean isFolder(String name) {
        return name.contains("/") || name.matches("\\.{1,2}");
    }
}
