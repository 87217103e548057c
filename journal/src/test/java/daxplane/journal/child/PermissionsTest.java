package daxplane.journal.child;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that may only be read, or not even that. */
public class PermissionsTest {

    @TempDir
    Path root;

    /** Says how reading and writing went. */
    public static final class Attempts {

        private Attempts() {
        }

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            System.out.println("read: " + read(directory));
            System.out.println("write: " + write(directory));
        }

        private static String read(Path directory) {
            try (var journal = new FileJournals().read(directory)) {
                var records = new ArrayList<JournalRecord>();
                journal.read(1, Long.MAX_VALUE, records::add);
                return records.size() + " records, " + journal.verify().damage().orElse("no damage");
            } catch (JournalException refused) {
                return refused.getMessage();
            }
        }

        private static String write(Path directory) {
            try (var journal = new FileJournals().write(directory)) {
                return "appended " + journal.append(Notes.note("")).revision();
            } catch (JournalException refused) {
                return refused.getMessage();
            }
        }
    }

    private void writeThree() throws JournalException {
        try (var journal = new FileJournals().write(root)) {
            for (int number = 0; number < 3; number++) {
                journal.append(Notes.note(""));
            }
        }
    }

    private void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Root may do everything unless it lost the capabilities for it; everybody else needs no preparation. */
    private static List<String> withoutOverride(List<String> child) throws IOException, InterruptedException {
        if (!ChildJvm.run(List.of("id", "-u")).output().strip().equals("0")) {
            return child;
        }
        var command = new ArrayList<String>(List.of("setpriv", "--inh-caps=-dac_override,-dac_read_search",
                "--bounding-set=-dac_override,-dac_read_search"));
        command.addAll(child);
        return command;
    }

    @Test
    void readsAndRefusesToWriteOnAReadOnlyFileSystem() throws Exception {
        writeThree();

        var child = Mounts.run("mount --bind '%s' '%s'\nmount -o remount,bind,ro '%s'\nexec \"$@\"".formatted(root, root, root),
                ChildJvm.command(List.of(), Attempts.class, root));

        assertThat(child.output().lines()).satisfiesExactly(
                read -> assertThat(read).isEqualTo("read: 3 records, no damage"),
                write -> assertThat(write).startsWith("write: cannot open the journal " + root).contains("mounted read-only").endsWith("(EROFS)"));
    }

    @Test
    void readsAndRefusesToWriteInADirectoryOfOthers() throws Exception {
        writeThree();
        for (Path file : List.of(root.resolve("head"), root.resolve("writer.lock"))) {
            mode(file, "r--r--r--");
        }
        mode(root, "r-xr-xr-x");
        try {
            var child = ChildJvm.run(withoutOverride(ChildJvm.command(List.of(), Attempts.class, root)));

            assertThat(child.output().lines()).satisfiesExactly(
                    read -> assertThat(read).isEqualTo("read: 3 records, no damage"),
                    write -> assertThat(write).startsWith("write: cannot open the journal " + root).contains("permission denied").endsWith("(EACCES)"));
        } finally {
            mode(root, "rwxr-xr-x");
        }
    }

    @Test
    void refusesToReadWhatItMayNotRead() throws Exception {
        writeThree();
        mode(root, "-wx------");
        try {
            var child = ChildJvm.run(withoutOverride(ChildJvm.command(List.of(), Attempts.class, root)));

            assertThat(child.output().lines()).allSatisfy(line -> assertThat(line).contains("permission denied").endsWith("(" + Errno.EACCES + ")"));
        } finally {
            mode(root, "rwxr-xr-x");
        }
    }
}
