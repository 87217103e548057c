package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal import}: what was exported becomes the same journal; anything else is refused with its place, and leaves nothing that looks like one. */
class ImportIT {

    @TempDir
    private Path work;
    private Daxplane daxplane;
    private Path file;

    @BeforeEach
    void anExport() throws Exception {
        daxplane = Daxplane.start(work);
        file = work.resolve("exported");
        assertThat(daxplane.run("assign", "dax0.0", "system-ram").exitCode()).isZero();
        assertThat(daxplane.run("journal", "export", file.toString()).exitCode()).isZero();
    }

    @AfterEach
    void end() throws Exception {
        daxplane.close();
    }

    private Process imported() throws Exception {
        return daxplane.run("journal", "import", file.toString(), "--into", work.resolve("new").toString());
    }

    @Test
    void makesTheSameJournal() throws Exception {
        assertThat(imported().exitCode()).isZero();
        assertThat(daxplane.withState(work.resolve("new")).run("journal", "export").out()).isEqualTo(Files.readString(file));
    }

    @Test
    void refusesAFileWithoutRecords() throws Exception {
        Files.writeString(file, "");

        var refused = imported();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("has no records (EINVAL)");
        assertThat(work.resolve("new")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoExportAndMakesNothing() throws Exception {
        Files.writeString(file, "x".repeat(70 << 20));

        var refused = imported();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(", line 1: this is no line that 'journal export' wrote: it is longer than any (EBADMSG)");
        assertThat(work.resolve("new")).doesNotExist();
    }

    @Test
    void saysWhichLineWasChangedAndWhereThoseBeforeItAre() throws Exception {
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, lines.get(2).replaceFirst("\"data\":", "\"date\":"));
        Files.write(file, lines);

        var refused = imported();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(", line 3: ", "the records before it are in " + work.resolve("new"));
        assertThat(Stream.of(daxplane.withState(work.resolve("new")).run("journal", "verify").out())).allSatisfy(said -> assertThat(said).startsWith("intact: 2 records"));
    }
}
