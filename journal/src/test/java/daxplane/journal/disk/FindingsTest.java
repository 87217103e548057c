package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.Journal.Finding;
import daxplane.journal.JournalException;
import daxplane.journal.Journals.CloseableJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever opens a journal for reading is told what is wrong with it, whatever he asks it. */
class FindingsTest {

    @TempDir
    Path root;
    private Path journal;

    @BeforeEach
    void write() throws Exception {
        journal = root.resolve("journal");
        try (var open = Fixture.write(journal)) {
            Fixture.fill(open, 1, 30);
        }
    }

    private static List<Finding> findings(Path journal) throws JournalException {
        try (var open = Fixture.read(journal)) {
            return open.findings();
        }
    }

    private static void assertTold(Path journal, long good, String... words) throws Exception {
        try (var open = Fixture.read(journal)) {
            assertThat(open.record(1)).isPresent();
            assertThat(open.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.what()).contains(words);
                assertThat(finding.good()).isEqualTo(good);
            });
            assertThat(open.verify().damage().orElseThrow()).contains(words);
            assertThat(open.verify().records()).isEqualTo(good);
        }
    }

    /** Another host's journal: as long, and whole in itself. */
    private Path another(int records) throws Exception {
        Path other = root.resolve("other-" + records);
        try (var open = Fixture.write(other)) {
            for (int number = 1; number <= records; number++) {
                open.append(Fixture.small(1000 + number));
            }
        }
        return other;
    }

    @Test
    void nothingIsWrongWithASoundJournal() throws Exception {
        assertThat(findings(journal)).isEmpty();
        Path killed = root.resolve("killed");
        try (var open = Fixture.write(journal)) {
            Fixture.fill(open, 31, 40);
            assertThat(open.findings()).isEmpty();
            assertThat(findings(journal)).isEmpty();
            Fixture.image(journal, killed);
        }
        assertThat(findings(killed)).isEmpty();
    }

    @Test
    void aLostHeadIsNoEmptyJournal() throws Exception {
        Files.delete(journal.resolve("head"));

        assertTold(journal, 30, "has lost its file head", "restore");
        try (var open = Fixture.read(journal)) {
            assertThat(open.head()).isEqualTo(30);
            assertThatThrownBy(() -> Fixture.records(open)).isInstanceOfSatisfying(JournalException.class,
                    told -> assertThat(told.errno()).isEqualTo(Errno.EBADMSG));
        }
        assertThatThrownBy(() -> Fixture.write(journal).close()).hasMessageContaining("has lost its file head");
        assertThat(journal.resolve("head")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 511})
    void aHeadThatIsCutShortIsNoEmptyJournal(int bytes) throws Exception {
        byte[] head = Files.readAllBytes(journal.resolve("head"));
        Files.write(journal.resolve("head"), java.util.Arrays.copyOf(head, bytes));

        assertTold(journal, 30, "head", "damaged");
    }

    @Test
    void tellsOfOneDamagedLineOfTheHead() throws Exception {
        byte[] head = Files.readAllBytes(journal.resolve("head"));
        head[30] ^= 1;
        Files.write(journal.resolve("head"), head);

        assertTold(journal, 30, "one line of the file head is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 29, 30, 31, 90})
    void tellsOfAnotherHostsHead(int records) throws Exception {
        Files.copy(another(records).resolve("head"), journal.resolve("head"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(findings(journal)).singleElement().satisfies(finding -> assertThat(finding.what()).containsAnyOf("was exchanged", "is cut off"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 90})
    void tellsOfAnotherHostsFirstSegment(int records) throws Exception {
        Path there = Fixture.file(journal, 1);
        Files.copy(Fixture.file(another(records), 1), there, StandardCopyOption.REPLACE_EXISTING);

        assertThat(findings(journal)).hasSize(1);
        try (var open = Fixture.read(journal)) {
            assertThat(open.verify().damage()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsOfAnotherHostsSegmentBehindItsOwn(boolean afterACrash) throws Exception {
        Path image = journal;
        if (afterACrash) {
            image = root.resolve("crashed");
            try (var open = Fixture.write(journal)) {
                Fixture.fill(open, 31, 40);
                Fixture.image(journal, image);
            }
        }
        Fixture.image(another(12).resolve("00000001"), image.resolve("00000002"));

        assertTold(image, afterACrash ? 40 : 30, "00000002/20261120.cq4", "revision 1 stands where");
        Path mine = image;
        assertThatThrownBy(() -> Fixture.write(mine).close()).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.errno()).isEqualTo(Errno.EBADMSG));
    }

    @Test
    void tellsWhoeverReadsOnlyAPartOfIt() throws Exception {
        Files.copy(another(90).resolve("head"), journal.resolve("head"), StandardCopyOption.REPLACE_EXISTING);

        try (CloseableJournal open = Fixture.read(journal)) {
            open.read(25, Long.MAX_VALUE, record -> record.revision() < 30);
            assertThat(open.findings()).hasSize(1);
        }
    }

    @Test
    void asksNobodyToMakeRoomForWhatIsDamaged() throws Exception {
        Files.delete(journal.resolve("head"));

        assertThatThrownBy(() -> Fixture.write(journal).close()).hasMessageNotContaining("make room");
    }
}
