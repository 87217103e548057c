package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import daxplane.it.SocketWatch.Attempt;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The running system opens no internet socket. Proven by the kernel, which reports every socket(2) for the internet from the
 * first instruction of the process to its end, children included.
 *
 * <p>One thing is told apart: when the JDK's network library is loaded, and every file channel loads it, it asks the kernel
 * for a few sockets to learn which families there are, and closes them at once. What it asks for is learned here from a
 * program that opens one file and nothing else; the system must not ask for anything beyond that.
 */
class NoInternetSocketIT {

    @TempDir Path home;

    @Test
    void theSystemOpensNone() throws Exception {
        var attempts = watch("help\n", Process.command(Distribution.DIRECTORY.resolve("bin/daxplane")));

        assertThat(attempts).isIn(List.of(), watch("", java(OpensAFile.class)));
    }

    /** The watch would see one. */
    @Test
    void aProgramThatOpensOneIsSeen() throws Exception {
        var attempts = watch("", java(OpensASocket.class));

        assertThat(attempts).hasSizeGreaterThan(watch("", java(OpensAFile.class)).size());
    }

    static final class OpensAFile {
        public static void main(String[] arguments) throws IOException {
            try (var channel = FileChannel.open(Files.createTempFile("daxplane", ""), java.nio.file.StandardOpenOption.DELETE_ON_CLOSE)) {
                System.out.println(channel.size());
            }
        }
    }

    static final class OpensASocket {
        public static void main(String[] arguments) throws IOException {
            new ServerSocket(0).close();
        }
    }

    private static List<String> java(Class<?> program) {
        return Process.command(Path.of(System.getProperty("java.home"), "bin/java"), "-cp", System.getProperty("java.class.path"), program.getName());
    }

    /** The families asked for, in order. */
    private List<Integer> watch(String input, List<String> command) throws Exception {
        try {
            return SocketWatch.watch(() -> Process.start(home, Map.of(), input, command)).stream().map(Attempt::family).toList();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SocketWatch.Unavailable unavailable) {
                abort(unavailable.getMessage());
            }
            throw failed;
        }
    }
}
