package daxplane.journal.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs a child with file systems of its own: in a mount namespace, which goes away with it. */
final class Mounts {

    private Mounts() {
    }

    /** @param script mounts what it needs, as root of the namespace, and then runs {@code "$@"} */
    static ChildJvm.Ended run(String script, List<String> child) throws IOException, InterruptedException {
        List<String> unshare = namespace();
        var command = new ArrayList<String>(unshare);
        command.addAll(List.of("sh", "-ec", script, "sh"));
        command.addAll(child);
        return ChildJvm.run(command);
    }

    /** Root may do it at once; others where the kernel lets them be root of a user namespace. */
    private static List<String> namespace() throws IOException, InterruptedException {
        for (List<String> way : List.of(List.of("unshare", "--mount"), List.of("unshare", "--user", "--map-root-user", "--mount"))) {
            var attempt = new ArrayList<String>(way);
            attempt.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"));
            if (ChildJvm.run(attempt).exit() == 0) {
                return way;
            }
        }
        return Assumptions.abort("NOT TESTED HERE: mounting needs root, or user namespaces");
    }

    /** A file system of that size on {@code directory}. */
    static String tmpfs(Path directory, String size) {
        return "mount -t tmpfs -o size=" + size + " tmpfs '" + directory + "'\n";
    }

    /** The same on ext4, whose blocks are allocated late. */
    static String ext4(Path image, Path directory, String size) {
        return """
                truncate -s %s '%s'
                mkfs.ext4 -q -F -m 0 -O ^has_journal '%s'
                mount -o loop '%s' '%s'
                """.formatted(size, image, image, image, directory);
    }
}
