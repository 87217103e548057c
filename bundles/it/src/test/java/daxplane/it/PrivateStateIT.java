package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what and why, and what runs inside the process, is nobody else's business. */
class PrivateStateIT {

    @TempDir
    private Path home;

    /** As a user with the most open umask has it. */
    @Test
    void nobodyElseReadsOrWritesTheState() throws Exception {
        var jar = DriverVersions.component("example", "", home);
        var run = Process.run(home, Map.of(), "", List.of("/bin/sh", "-c", "umask 000; exec \"$0\" -c \"$1\"",
                Distribution.DIRECTORY.resolve("bin/daxplane").toString(),
                "assign dax0.0 system-ram; driver install " + jar + "; driver remove kmem; nosuch; power-loss; journal verify"));
        assertThat(run.out()).contains("done: assign", "done: driver install", "done: power-loss", "intact");

        var state = home.resolve(".local/state/daxplane");
        try (var files = Files.walk(state)) {
            for (var file : files.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
                assertThat(mode).as(file.toString()).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
        assertThat(state.resolve("journal/writer.lock")).exists();
        assertThat(state.resolve("machine/lock")).exists();
        assertThat(state.resolve("drivers/example.jar")).exists();
    }

    /** A bundle cannot be kept from calling it; it is kept from passing for an end. */
    @Test
    void aDriverThatEndsTheProgramIsNamedAndIsNoSuccess() throws Exception {
        var jar = DriverVersions.component("leaving", "System.exit(0);", home);

        var run = Process.run(home, Map.of(), "", Process.command(Distribution.DIRECTORY.resolve("bin/daxplane"), "-c",
                "assign dax0.0 system-ram; driver install " + jar + "; echo not reached"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("daxplane: leaving.Module ended the program (System.exit), which no bundle may; "
                + "what it did not finish, the next start settles\n");
        assertThat(run.out()).contains("done: assign").doesNotContain("not reached");
        var after = Process.daxplane(home, "-c", "journal verify; driver list; drift");
        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(after.out()).contains("intact").doesNotContain("leaving");
    }
}
