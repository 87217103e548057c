package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal made of another one's records is the same journal. */
class RestoreTest {

    private static final int RECORDS = 700;

    @TempDir
    Path root;
    private final List<byte[]> stored = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        try (var journal = Fixture.write(root.resolve("from"))) {
            Fixture.fill(journal, 1, RECORDS);
            journal.stored(1, Long.MAX_VALUE, stored::add);
        }
        assertThat(stored).hasSize(RECORDS);
    }

    private long restore(Path to) throws JournalException {
        var rest = stored.iterator();
        return new FileJournals().restore(to, () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty());
    }

    @Test
    void hasTheSameRecordsAndHashes() throws Exception {
        Path to = root.resolve("to");

        assertThat(restore(to)).isEqualTo(RECORDS);

        try (var from = Fixture.read(root.resolve("from")); var journal = Fixture.write(to)) {
            assertThat(Fixture.records(journal)).isEqualTo(Fixture.records(from));
            assertThat(journal.verify()).isEqualTo(from.verify());
            assertThat(journal.append(Fixture.small(1)).revision()).isEqualTo(RECORDS + 1L);
        }
    }

    @Test
    void refusesToMixItWithWhatIsThere() throws Exception {
        Files.createDirectories(root.resolve("to/something"));

        assertThatThrownBy(() -> restore(root.resolve("to"))).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.errno()).isEqualTo(Errno.EEXIST));
    }

    @Test
    void refusesARecordThatIsNotTheNext() {
        stored.remove(300);

        assertThatThrownBy(() -> restore(root.resolve("to"))).isInstanceOfSatisfying(JournalException.class, refused -> {
            assertThat(refused.errno()).isEqualTo(Errno.EBADMSG);
            assertThat(refused.what()).contains("record 301", "revision 302 stands where 301 is due");
        });
    }

    @Test
    void refusesARecordThatWasChanged() {
        stored.get(99)[70] ^= 1;

        assertThatThrownBy(() -> restore(root.resolve("to"))).hasMessageContaining("record 100").hasMessageContaining("not those that were hashed");
    }
}
