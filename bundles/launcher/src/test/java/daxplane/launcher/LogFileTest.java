package daxplane.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir Path directory;

    @Test
    void createsNothingBeforeTheFirstLine() {
        var file = directory.resolve("log/daxplane.log");
        var log = stream(new LogFile(file));

        log.print("half a line");
        assertThat(file.getParent()).doesNotExist();
        log.println();
        assertThat(file).content().endsWith(" half a line\n");
    }

    @Test
    void startsEachLineWithItsTimeAndProcess() {
        var file = directory.resolve("daxplane.log");

        stream(new LogFile(file)).print("one\ntwo\n");

        assertThat(file).content().matches("(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z " + ProcessHandle.current().pid() + " (one|two)\n){2}");
    }

    @Test
    void remembersErrorsUpToItsLimit() {
        var log = new LogFile(directory.resolve("daxplane.log"));
        var stream = stream(log);

        stream.println("WARNING: not this");
        for (int i = 1; i <= LogFile.ERRORS_KEPT + 5; i++) {
            stream.println("ERROR: " + i);
        }

        assertThat(log.errors()).hasSize(LogFile.ERRORS_KEPT).first().isEqualTo("ERROR: 6");
    }

    @Test
    void remembersErrorsAlsoWhereNothingCanBeWritten() throws Exception {
        var log = new LogFile(Files.createFile(directory.resolve("a file")).resolve("daxplane.log"));

        stream(log).println("ERROR: this");

        assertThat(log.errors()).containsExactly("ERROR: this");
    }

    @Test
    void setsALongFileAsideOnce() throws Exception {
        var file = directory.resolve("daxplane.log");
        Files.write(file, new byte[(int) LogFile.LONGEST_BYTES + 1]);

        var stream = stream(new LogFile(file));
        stream.println("new");
        stream.println("newer");

        assertThat(file).content().contains("new\n").endsWith("newer\n");
        assertThat(directory.resolve("daxplane.log.1").toFile()).hasSize(LogFile.LONGEST_BYTES + 1);
    }

    private static PrintStream stream(LogFile log) {
        return new PrintStream(log, true, StandardCharsets.UTF_8);
    }
}
