package daxplane.machine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.HostProvider.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody can look at is told; a fresh machine in its place would be a lie. */
class UnusableStateTest {

    @TempDir
    Path root;

    private void assertRefused(Request request, Errno errno, String... words) {
        assertThatThrownBy(() -> new SimulatedHostProvider().open(request)).isInstanceOfSatisfying(HostException.class,
                refused -> assertThat(refused.errno()).isEqualTo(errno)).hasMessageContainingAll(words);
    }

    @Test
    void aStateDirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "no directory");

        assertRefused(new Request(file, root, ""), Errno.ENOTDIR, file.resolve("machine").toString(), "not a directory");
    }

    @Test
    void aDefinitionThatIsNotThere() {
        assertRefused(new Request(root.resolve("state"), root, "./nowhere"), Errno.ENOENT, "nowhere", "there is no such folder");
    }
}
