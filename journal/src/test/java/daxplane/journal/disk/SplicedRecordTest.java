package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.Notes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A record of another history, whole in itself and with the right number, stands where one of ours stood: only that it does not
 * follow the record before it gives it away.
 */
class SplicedRecordTest {

    private static final int RECORDS = 12;

    @TempDir
    private Path folder;

    /** The same events, but for one that has other words of the same length. */
    private byte[] history(String name, int other) throws Exception {
        Path directory = folder.resolve(name);
        try (var journal = Fixture.write(directory)) {
            for (int number = 1; number <= RECORDS; number++) {
                journal.append(List.<Entry>of(Notes.note(number == other ? "another" : "history")));
            }
        }
        return Files.readAllBytes(Fixture.file(directory, 1));
    }

    /** Bytes of the record at its place, which is the same in both. */
    private static byte[] with(byte[] ours, byte[] theirs, int revision) {
        var place = Fixture.records(ours).get(revision - 1);
        assertThat(Fixture.records(theirs).get(revision - 1)).isEqualTo(place);
        byte[] spliced = ours.clone();
        System.arraycopy(theirs, place.offset(), spliced, place.offset(), place.next() - place.offset());
        assertThat(spliced).as("the histories differ there").isNotEqualTo(ours);
        return spliced;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 11, 12})
    void isFoundWhereItStands(int revision) throws Exception {
        byte[] ours = history("ours", 0);
        byte[] theirs = history("theirs", 1);
        Path file = Fixture.file(folder.resolve("ours"), 1);
        Files.write(file, with(ours, theirs, revision));

        try (var journal = Fixture.read(folder.resolve("ours"))) {
            var found = journal.verify();
            assertThat(found.records()).isEqualTo(revision - 1L);
            assertThat(found.damage()).hasValueSatisfying(damage -> assertThat(damage).contains("revision " + revision).contains("does not follow"));
            var read = new ArrayList<>();
            assertThatThrownBy(() -> journal.read(1, Long.MAX_VALUE, read::add)).isInstanceOfSatisfying(JournalException.class,
                    damaged -> assertThat(damaged.errno()).isEqualTo(Errno.EBADMSG));
            assertThat(read).hasSize(revision - 1);
        }
    }

    @Test
    void nothingIsFoundWhereNothingWasSpliced() throws Exception {
        history("ours", 0);

        try (var journal = Fixture.read(folder.resolve("ours"))) {
            assertThat(journal.verify().damage()).isEmpty();
            assertThat(journal.verify().records()).isEqualTo(RECORDS);
        }
    }
}
