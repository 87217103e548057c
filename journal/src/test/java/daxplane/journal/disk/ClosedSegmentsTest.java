package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Journal.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closed segments are hashed beside each other, and the answer is the one of going through them one after the other. */
class ClosedSegmentsTest {

    private static final int SEGMENTS = 4;
    private static final int EACH = 30;

    @TempDir
    Path journal;

    /** Each writer dies without coming to an end, so the next one begins another segment. */
    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        Path from = folder.resolve("1");
        for (int segment = 1; segment <= SEGMENTS; segment++) {
            Path image = segment == SEGMENTS ? journal : folder.resolve("" + (segment + 1));
            try (var open = Fixture.write(from)) {
                Fixture.fill(open, EACH * (segment - 1) + 1, EACH * segment);
                Fixture.image(from, image);
            }
            from = image;
        }
        Files.deleteIfExists(journal.resolve(SegmentIndexFile.NAME));
        assertThat(Segment.numbers(journal)).containsExactly(1, 2, 3, 4);
    }

    private Verification verified() throws Exception {
        try (var open = Fixture.read(journal)) {
            return open.verify();
        }
    }

    @Test
    void provesAllButTheSegmentThatMayGrow() throws Exception {
        assertThat(ClosedSegments.provenBefore(journal)).hasValue(SEGMENTS);
        assertThat(verified()).extracting(Verification::records, verification -> verification.damage().isEmpty()).containsExactly((long) SEGMENTS * EACH, true);
    }

    /** A bit of every fifth record of every segment: the first record that cannot be trusted is named, wherever it lies. */
    @Test
    void namesTheFirstBadRecordOfWhicheverSegment() throws Exception {
        long revision = 0;
        for (int segment = 1; segment <= SEGMENTS; segment++) {
            Path file = Fixture.file(journal, segment);
            byte[] good = Files.readAllBytes(file);
            for (var place : Fixture.records(good)) {
                revision++;
                if (revision % 5 != 0) {
                    continue;
                }
                byte[] changed = good.clone();
                changed[place.offset() + 4 + place.length() - 40] ^= 4;
                Files.write(file, changed);
                assertThat(ClosedSegments.provenBefore(journal)).isEqualTo(segment == SEGMENTS ? OptionalInt.of(SEGMENTS) : OptionalInt.empty());
                var verification = verified();
                assertThat(verification.records()).as("segment %d", segment).isEqualTo(revision - 1);
                assertThat(verification.damage().orElseThrow()).contains("damaged at revision " + revision + " ");
            }
            Files.write(file, good);
        }
        assertThat(revision).isEqualTo(SEGMENTS * EACH);
    }

    /** Whole records in another order, each with the hash of its own bytes: only the links tell. */
    @Test
    void findsSegmentsThatWereExchanged() throws Exception {
        Path second = Fixture.file(journal, 2);
        Path third = Fixture.file(journal, 3);
        List<byte[]> contents = new ArrayList<>(List.of(Files.readAllBytes(second), Files.readAllBytes(third)));
        Files.write(second, contents.getLast());
        Files.write(third, contents.getFirst());

        assertThat(ClosedSegments.provenBefore(journal)).hasValue(SEGMENTS);
        // The second one stands where the third is due, and is found there, as after a crash; the third is nowhere.
        assertThat(verified()).satisfies(verification -> {
            assertThat(verification.records()).isEqualTo(2 * EACH);
            assertThat(verification.damage().orElseThrow()).contains("damaged at revision " + (2 * EACH + 1) + " ");
        });
    }

    @Test
    void aJournalOfOneSegmentIsGoneThroughAtOnce(@TempDir Path small) throws Exception {
        try (var open = Fixture.write(small)) {
            Fixture.fill(open, 1, 10);
            assertThat(ClosedSegments.provenBefore(small)).isEmpty();
            assertThat(open.verify().records()).isEqualTo(10);
        }
    }
}
