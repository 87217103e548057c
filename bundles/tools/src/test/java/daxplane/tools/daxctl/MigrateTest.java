package daxplane.tools.daxctl;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.tools.LocalFiles;
import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code daxctl migrate-device-model} of 76.1 does and prints. */
class MigrateTest {

    private static final List<String> LINE = List.of("daxctl", "migrate-device-model");

    private static Run run(LocalFiles files) {
        return Run.of(new TreeHost(new TreeAttributes()), files, LINE);
    }

    @Test
    void linksTheFileOfThePackageIntoTheConfigurationOfModprobe() {
        var links = new TreeMap<String, String>();

        var run = run(new Links(links));

        assertThat(links).isEqualTo(Map.of("/etc/modprobe.d/daxctl.conf", "/usr/share/daxctl/daxctl.conf"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).isEqualTo(" success: installed /etc/modprobe.d/daxctl.conf\n");
        assertThat(run.changes()).as("changes of the machine").isEmpty();
    }

    @Test
    void saysThatTheFileIsThereAlready() {
        var links = new TreeMap<>(Map.of("/etc/modprobe.d/daxctl.conf", "elsewhere"));

        var run = run(new Links(links));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.stderr()).isEqualTo("  Error: failed to install /etc/modprobe.d/daxctl.conf: File exists\n\n");
        assertThat(links).containsValue("elsewhere");
    }

    @Test
    void saysWhyTheFileCannotBeMade() {
        assertThat(run(new Links(new TreeMap<>()) {
            @Override
            public void link(String path, String target) throws IOException {
                throw new FileSystemException(path, null, "Read-only file system");
            }
        }).stderr()).isEqualTo("  Error: failed to install /etc/modprobe.d/daxctl.conf: Read-only file system\n\n");
        assertThat(run(LocalFiles.none()).stderr()).as("no right to").isEqualTo("  Error: failed to install /etc/modprobe.d/daxctl.conf: Permission denied\n\n");
    }

    /** Files of an operator who has links alone. */
    private static class Links implements LocalFiles {

        private final Map<String, String> links;

        Links(Map<String, String> links) {
            this.links = links;
        }

        @Override
        public void link(String path, String target) throws IOException {
            if (links.putIfAbsent(path, target) != null) {
                throw new FileAlreadyExistsException(path);
            }
        }

        @Override
        public byte[] read(String path) throws IOException {
            return LocalFiles.none().read(path);
        }

        @Override
        public List<String> list(String directory) {
            return List.of();
        }

        @Override
        public void write(String path, byte[] bytes) throws IOException {
            LocalFiles.none().write(path, bytes);
        }

        @Override
        public byte[] standardInput() {
            return new byte[0];
        }
    }
}
