package daxplane.journal.child;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Journals;
import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chronicle Queue says nothing, reports nothing, and leaves nothing in anybody's home directory. */
public class QuietTest {

    @TempDir
    Path root;

    /** Appends, reads, closes; then tells about its sockets. */
    public static final class Session {

        private Session() {
        }

        public static void main(String[] arguments) throws Exception {
            for (int session = 0; session < 2; session++) {
                try (Journals.CloseableJournal journal = new FileJournals().write(Path.of(arguments[0]))) {
                    journal.append(Notes.note("session " + session));
                    journal.verify();
                }
            }
            System.out.println("internet sockets: " + internetSockets());
        }

        /** Sockets of this process in the kernel's lists of AF_INET and AF_INET6 ones. */
        private static List<String> internetSockets() throws IOException {
            List<String> mine;
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
                mine = descriptors.filter(Files::isSymbolicLink).map(Session::target).filter(name -> name.startsWith("socket:")).toList();
            }
            try (Stream<Path> lists = Stream.of("tcp", "tcp6", "udp", "udp6").map(list -> Path.of("/proc/self/net", list)).filter(Files::exists)) {
                List<String> inodes = lists.flatMap(Session::lines).map(line -> "socket:[" + line.strip().split("\\s+")[9] + "]").toList();
                return mine.stream().filter(inodes::contains).toList();
            }
        }

        private static String target(Path link) {
            try {
                return Files.readSymbolicLink(link).toString();
            } catch (IOException closedMeanwhile) {
                return "";
            }
        }

        private static Stream<String> lines(Path list) {
            try {
                return Files.readAllLines(list).stream().skip(1);
            } catch (IOException trouble) {
                throw new java.io.UncheckedIOException(trouble);
            }
        }
    }

    @Test
    void reportsNothingAndSaysNothing() throws Exception {
        Path home = Files.createDirectory(root.resolve("home"));

        var child = ChildJvm.run(ChildJvm.command(List.of("-Duser.home=" + home), Session.class, root.resolve("journal")));

        assertThat(child.output()).isEqualTo("internet sockets: []\n");
        assertThat(child.exit()).isZero();
        assertThat(home).isEmptyDirectory();
    }

    /** What is not there cannot report: the part of Chronicle that would is not on the class path, so it is in no bundle. */
    @Test
    void doesNotEvenHaveThePartThatWouldReport() {
        assertThat(getClass().getClassLoader().getResource("net/openhft/chronicle/analytics/Analytics.class")).isNull();
        assertThat(getClass().getClassLoader().getResource("net/openhft/chronicle/queue/ChronicleQueue.class")).isNotNull();
    }
}
