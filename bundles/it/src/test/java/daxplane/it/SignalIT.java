package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM, at moments that a named pipe holds on to: whoever writes to it knows that the other side reads.
 */
class SignalIT {

    /** 128 and the number of SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir Path home;
    private Path pipe;

    @BeforeEach
    void makePipe() throws Exception {
        pipe = home.resolve("pipe");
        assertThat(Process.run(home, Map.of(), "", Process.command(Path.of("mkfifo"), pipe.toString())).exitCode()).isZero();
    }

    private Process.Running start(Path program, String... arguments) throws IOException {
        return Process.start(home, Map.of("TMPDIR", home.toString()), "", Process.command(program, arguments));
    }

    /** The launcher waits for its settings; nothing else was read yet. */
    @Test
    void aStartThatIsEndedSaysSo() throws Exception {
        var copy = home.resolve("copy");
        try (var paths = Files.walk(Distribution.DIRECTORY)) {
            for (var path : paths.toList()) {
                Files.copy(path, copy.resolve(Distribution.DIRECTORY.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        var settings = copy.resolve("config/framework.properties");
        var text = Files.readAllBytes(settings);
        Files.delete(settings);
        Files.createSymbolicLink(settings, pipe);

        var running = start(copy.resolve("bin/daxplane"), "list");
        try (var out = Files.newOutputStream(pipe)) {      // from here on it reads
            running.process().destroy();
            out.write(text);
        }
        var ended = running.end();

        assertThat(ended.exitCode()).isEqualTo(TERMINATED);
        assertThat(ended.err()).isEqualTo("daxplane: ended by a signal while it started; nothing was done\n");
        assertThat(ended.out()).isEmpty();
        assertThat(home.resolve(".local")).doesNotExist();
    }

    /** SIGKILL, while it reads commands: what it put somewhere for a while is where the next start clears it. */
    @Test
    void whoIsKilledLeavesNothingInTheTemporaryDirectory() throws Exception {
        var temporary = Files.createDirectory(home.resolve("tmp"));
        var reading = Process.start(home, Map.of("DAXPLANE_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary), "", Process.command(Path.of("/bin/sh"), "-c",
                "exec \"$0\" -f - < \"$1\"", Distribution.DIRECTORY.resolve("bin/daxplane").toString(), pipe.toString()));
        try (var out = Files.newOutputStream(pipe)) {
            out.write("list\necho done\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
            awaitText(reading.directory().resolve("out"), "done");
            reading.process().destroyForcibly();
            reading.end();
        }
        assertThat(temporary).isEmptyDirectory();
        Process.daxplane(home, "--version");
        try (var left = Files.walk(home.resolve(".cache"))) {
            assertThat(left.filter(path -> path.toString().endsWith(".scratch"))).isEmpty();
        }
    }

    /** It reads commands: nothing is under way, and nothing that it does not read any more is waited for. */
    @Test
    void whoWaitsForCommandsLetsGoOfTheMachineWithoutAWord() throws Exception {
        var reading = Process.start(home, Map.of(), "", Process.command(Path.of("/bin/sh"), "-c",
                "exec \"$0\" -f - < \"$1\"", Distribution.DIRECTORY.resolve("bin/daxplane").toString(), pipe.toString()));
        try (var out = Files.newOutputStream(pipe)) {
            // The second command is read when the first has ended.
            out.write("assign dax0.0 system-ram\necho done\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
            awaitText(reading.directory().resolve("out"), "done");
            reading.process().destroy();
            var ended = reading.end();

            assertThat(ended.exitCode()).isEqualTo(TERMINATED);
            assertThat(ended.err()).isEmpty();
        }
        var after = Process.daxplane(home, "journal", "verify");
        assertThat(after.out()).startsWith("intact: ");
        assertThat(Process.daxplane(home, "list").out()).contains("system-ram");
    }

    private static void awaitText(Path file, String text) throws IOException {
        while (!Files.readString(file).contains(text)) {
            Thread.onSpinWait();
        }
    }
}
