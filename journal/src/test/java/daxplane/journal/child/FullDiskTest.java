package daxplane.journal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, in a child with a small file system of its own. */
public class FullDiskTest {

    @TempDir
    Path root;

    /** What happens on the small disk. Anything that is not as it should be ends it with an exception. */
    public static final class Scenario {

        private Scenario() {
        }

        public static void main(String[] arguments) throws Exception {
            Path disk = Path.of(arguments[0]);
            Path directory = disk.resolve("journal");
            Path ballast = disk.resolve("ballast");
            fill(ballast, BALLAST_BYTES);
            long head;
            try (var journal = new FileJournals().write(directory)) {
                long begun = appendUntilFull(journal, intent());
                long told = appendUntilFull(journal, answer());
                assertThat(told).as("records about running work that fit when no work may begin").isGreaterThan(100);
                assertWhole(journal, begun + told);
                refuses(journal, intent());
                refuses(journal, answer());

                Files.delete(ballast);
                long more = appendUntilFull(journal, intent());
                assertThat(more).as("records that fit after somebody made room").isGreaterThan(50);
                head = begun + told + more;
                assertWhole(journal, head);
            }
            fill(ballast, Long.MAX_VALUE);
            startsOnAFullDisk(directory, ballast, head);
            System.out.println("all as it should be");
        }

        /** Reading works, appending is refused, nothing is lost. A journal that does not exist yet is refused as well. */
        private static void startsOnAFullDisk(Path directory, Path ballast, long head) throws Exception {
            JournalException refused = catchThrowableOfType(JournalException.class,
                    () -> new FileJournals().write(directory.resolveSibling("another")).append(intent()));
            assertThat(refused.errno()).isEqualTo(Errno.ENOSPC);
            try (var journal = new FileJournals().write(directory)) {
                refuses(journal, intent());
                assertWhole(journal, head);
            }
            try (var journal = new FileJournals().read(directory)) {
                assertWhole(journal, head);
            }
        }
    }

    /** Leaves enough for a first segment, and gives back enough for some hundred records. */
    private static final long BALLAST_BYTES = 512 << 10;

    private static Entry intent() {
        return Notes.beginning("because ".repeat(400));
    }

    private static Entry answer() {
        return Notes.note("op".repeat(80));
    }

    private static long appendUntilFull(Journal journal, Entry event) throws JournalException {
        for (long appended = 0;; appended++) {
            try {
                journal.append(event);
            } catch (JournalException full) {
                assertThat(full.errno()).isEqualTo(Errno.ENOSPC);
                assertThat(full).hasMessageContaining("the disk is full");
                return appended;
            }
        }
    }

    private static void refuses(Journal journal, Entry event) {
        JournalException refused = catchThrowableOfType(JournalException.class, () -> journal.append(event));
        assertThat(refused.errno()).isEqualTo(Errno.ENOSPC);
    }

    @Test
    void refusesCleanlyOnTmpfs() throws Exception {
        assertAllAsItShouldBe(Mounts.run(Mounts.tmpfs(root, "1536k") + "exec \"$@\"", ChildJvm.command(List.of(), Scenario.class, root)));
    }

    @Test
    void refusesCleanlyOnExt4() throws Exception {
        Path disk = Files.createDirectory(root.resolve("disk"));
        Assumptions.assumeTrue(ChildJvm.run(List.of("sh", "-c", "command -v mkfs.ext4 && test $(id -u) = 0 && losetup -f")).exit() == 0,
                "NOT TESTED HERE: needs root, mkfs.ext4 and a loop device");
        assertAllAsItShouldBe(Mounts.run(Mounts.ext4(root.resolve("image"), disk, "1800k") + "exec \"$@\"",
                ChildJvm.command(List.of(), Scenario.class, disk)));
    }

    private static void assertAllAsItShouldBe(ChildJvm.Ended child) {
        assertThat(child.output()).isEqualTo("all as it should be\n");
        assertThat(child.exit()).isZero();
    }

    private static void assertWhole(Journal journal, long records) throws JournalException {
        var read = new ArrayList<JournalRecord>();
        journal.read(1, Long.MAX_VALUE, read::add);
        assertThat(read).hasSize((int) records);
        assertThat(journal.verify()).extracting("records", "damage").containsExactly(records, Optional.empty());
    }

    /** Writes until nothing fits any more, or until it is enough. */
    private static void fill(Path file, long bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long written = 0; written < bytes; written += 512) {
                channel.write(ByteBuffer.allocate(512));
            }
        } catch (IOException full) {
            assertThat(Errno.inMessage(full.getMessage())).contains(Errno.ENOSPC);
        }
    }
}
