package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Entry;
import daxplane.journal.JournalRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index is a cache: with it, without it and with a wrong one everybody gets the same answers. */
class SegmentIndexTest {

    private static final int RECORDS = 12;
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path journal;
    private List<JournalRecord> written;
    private final AtomicLong minute = new AtomicLong();

    /** Records of 3 MiB, a minute apart: five fill a segment. */
    @BeforeEach
    void write() throws Exception {
        try (var open = new FileJournals(() -> NOON.plusSeconds(60 * minute.getAndIncrement())).write(journal)) {
            for (int number = 1; number <= RECORDS; number++) {
                open.append(new Entry(5, 1, false, new byte[3 << 20]));
            }
            written = Fixture.records(open);
        }
        assertThat(Segment.numbers(journal)).containsExactly(1, 2, 3);
    }

    private Path index() {
        return journal.resolve(SegmentIndexFile.NAME);
    }

    private void assertSameAnswers() throws Exception {
        try (var open = Fixture.read(journal)) {
            assertThat(open.head()).isEqualTo(RECORDS);
            assertThat(open.findings()).isEmpty();
            assertThat(open.record(1)).contains(written.getFirst());
            assertThat(open.record(7)).contains(written.get(6));
            assertThat(open.record(RECORDS)).contains(written.getLast());
            assertThat(Fixture.records(open)).isEqualTo(written);
            for (JournalRecord record : written) {
                assertThat(open.lastBefore(record.time())).isEqualTo(record.revision());
                assertThat(open.lastBefore(record.time().plusSeconds(59))).isEqualTo(record.revision());
            }
            assertThat(open.lastBefore(written.getFirst().time().minusNanos(1))).isZero();
            assertThat(open.lastBefore(Instant.MAX)).isEqualTo(RECORDS);
            assertThat(open.verify()).extracting("records", "damage").containsExactly((long) RECORDS, java.util.Optional.empty());
        }
    }

    @Test
    void hasALineForEachSegment() throws Exception {
        assertThat(Files.readAllLines(index())).hasSize(4);
        assertThat(SegmentIndexFile.read(journal)).extracting(SegmentSummary::last).containsExactly(5L, 10L, 12L);
        assertSameAnswers();
    }

    @Test
    void isMadeAgainWhenItIsMissing() throws Exception {
        Files.delete(index());
        assertSameAnswers();
        Fixture.write(journal).close();
        assertThat(SegmentIndexFile.read(journal)).hasSize(3);
        assertSameAnswers();
    }

    @Test
    void isNotBelievedWhenItIsDamaged() throws Exception {
        byte[] good = Files.readAllBytes(index());
        for (int bit = 0; bit < good.length * 8; bit += 397) {
            byte[] changed = good.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(index(), changed);
            try (var open = Fixture.read(journal)) {
                assertThat(open.head()).as("bit %d", bit).isEqualTo(RECORDS);
                assertThat(open.record(6)).contains(written.get(5));
            }
        }
        Files.write(index(), new byte[0]);
        assertSameAnswers();
    }

    /** Written by somebody who knows how, about another journal. */
    @Test
    void isForgottenWhenItDoesNotAgreeWithTheRecords() throws Exception {
        var lines = Files.readAllLines(index());
        var second = SegmentSummary.read(lines.get(2)).orElseThrow();
        var forged = new SegmentSummary(2, 6);
        forged.add(daxplane.journal.format.StoredRecord.of(10, NOON, new Entry(5, 1, false, new byte[3]), 0, new byte[32],
                java.security.MessageDigest.getInstance("SHA-256")), new Position(2, 0), 100);
        lines.set(2, forged.line(second.stamp()));
        lines.remove(3);
        Files.write(index(), lines);

        assertSameAnswers();
    }

    @Test
    void aSegmentThatWasTouchedIsLookedAtAgain() throws Exception {
        Path first = Fixture.file(journal, 1);
        byte[] bytes = Files.readAllBytes(first);
        FileTime before = Files.getLastModifiedTime(first);
        // where the second record names its predecessor
        int second = Fixture.records(bytes).get(1).offset();
        bytes[second + 4 + 40] ^= 1;
        Files.write(first, bytes);
        Files.setLastModifiedTime(first, FileTime.from(before.toInstant().plusSeconds(1)));

        try (var open = Fixture.read(journal)) {
            assertThat(open.findings()).singleElement().satisfies(finding -> assertThat(finding.what()).contains("revision 2"));
        }
    }

    @Test
    void writersGoOnBehindIt() throws Exception {
        try (var open = Fixture.write(journal)) {
            assertThat(open.append(Fixture.small(1)).revision()).isEqualTo(RECORDS + 1L);
            assertThat(open.verify().damage()).isEmpty();
        }
        assertThat(Segment.numbers(journal)).containsExactly(1, 2, 3);
        try (var open = Fixture.read(journal)) {
            assertThat(open.head()).isEqualTo(RECORDS + 1L);
        }
    }
}
