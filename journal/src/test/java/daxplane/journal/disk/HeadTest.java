package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file {@code head}: how a cut tail is noticed. */
class HeadTest {

    private static final Checkpoint SOME = new Checkpoint(18, 17, "5f".repeat(32), 3, 81344, false);

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

    private static void assertDamaged(ThrowingCallable attempt, String... words) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(JournalException.class,
                damaged -> assertThat(damaged.errno()).isEqualTo(Errno.EBADMSG)).hasMessageContainingAll(words);
    }

    @Test
    void saysItInALineThatPeopleCanRead() throws Exception {
        assertThat(Files.readString(journal.resolve("head")).lines()).hasSize(2).anySatisfy(line -> assertThat(line)
                .startsWith("daxplane-journal-head 1 serial=").contains(" revision=30 sha256=").contains(" segment=1 end=").contains(" state=closed check="));
    }

    @Test
    void survivesItsOwnLine() {
        assertThat(SOME.line()).hasSize(Checkpoint.LINE_BYTES);
        assertThat(Checkpoint.ofLine(SOME.line())).contains(SOME);
        assertThat(Checkpoint.ofLine(Checkpoint.NOTHING_YET.line())).contains(Checkpoint.NOTHING_YET);
    }

    @Property(tries = 300)
    void believesNoLineWithAFlippedBit(@ForAll @IntRange(max = Integer.MAX_VALUE) int any) {
        byte[] line = SOME.line();
        int bit = any % (line.length * 8);
        line[bit / 8] ^= (byte) (1 << bit % 8);

        // The blanks behind the check say nothing.
        assertThat(Checkpoint.ofLine(line)).satisfiesAnyOf(
                found -> assertThat(found).isEmpty(),
                found -> assertThat(found).isEqualTo(Optional.of(SOME)));
        if (bit / 8 < new String(SOME.line()).stripTrailing().length()) {
            assertThat(Checkpoint.ofLine(line)).isEmpty();
        }
    }

    /** Found by fuzzing: the CRC of a line is right, and its fields are not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "serial", "serial=1 revision=x sha256=00 segment=1 end=0 state=open",
            "serial=99999999999999999999 revision=1 sha256=00 segment=1 end=0 state=open", "a=b c=d e=f g=h i=j k=l"})
    void believesNoLineOfOtherFields(String fields) {
        String text = "daxplane-journal-head 1 " + fields;
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        String line = text + " check=" + HexFormat.of().toHexDigits((int) crc.getValue());

        assertThat(Checkpoint.ofLine(line.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    /** An older copy of the records is whole in itself; only the head knows that there were more. */
    @Test
    void findsThatTheRecordsWereExchangedForOlderOnes() throws Exception {
        Path older = Fixture.image(journal, root.resolve("older"));
        try (var open = Fixture.write(journal)) {
            Fixture.fill(open, 31, 50);
        }
        Files.copy(Fixture.file(older, 1), Fixture.file(journal, 1), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertDamaged(() -> Fixture.write(journal).close(), "ends after revision 30", "00000001/20261120.cq4, byte ", "had 50");
        try (var open = Fixture.read(journal)) {
            assertDamaged(() -> Fixture.records(open), "ends after revision 30");
            assertThat(open.verify().damage().orElseThrow()).contains("ends after revision 30");
            assertThat(open.head()).isEqualTo(30);
            assertThat(open.record(30)).isPresent();
            assertDamaged(() -> open.record(31), "ends after revision 30");
        }
    }

    /** Another journal's records are whole in themselves as well. */
    @Test
    void findsThatTheRecordsWereExchangedForOthers() throws Exception {
        Path other = root.resolve("other");
        try (var open = Fixture.write(other)) {
            Fixture.fill(open, 2, 31);
        }
        Files.copy(Fixture.file(other, 1), Fixture.file(journal, 1), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertDamaged(() -> Fixture.write(journal).close(), "revision 30 has the hash", "was exchanged");
    }

    @Test
    void refusesToWriteToAJournalThatLostIt() throws Exception {
        Files.delete(journal.resolve("head"));

        assertDamaged(() -> Fixture.write(journal).close(), "has lost its file head");
    }

    @Test
    void isContentWithOneGoodLineAndReportsTheOther() throws Exception {
        byte[] both = Files.readAllBytes(journal.resolve("head"));
        both[10] ^= 1;
        Files.write(journal.resolve("head"), both);

        try (var open = Fixture.read(journal)) {
            assertThat(open.verify().damage().orElseThrow()).contains("one line of the file head is damaged");
        }
        try (var open = Fixture.write(journal)) {
            Fixture.fill(open, 31, 32);
            Fixture.fill(open, 33, 34);
            assertThat(open.verify().damage()).isEmpty();
        }
    }

    @Test
    void refusesWhenBothLinesAreDamaged() throws Exception {
        byte[] both = Files.readAllBytes(journal.resolve("head"));
        both[10] ^= 1;
        both[Checkpoint.LINE_BYTES + 10] ^= 1;
        Files.write(journal.resolve("head"), both);

        assertDamaged(() -> Fixture.write(journal).close(), "head is damaged");
        try (var open = Fixture.read(journal)) {
            assertDamaged(() -> Fixture.records(open), "head is damaged");
        }
    }

    @Test
    void findsAMissingSegment() throws Exception {
        Path second = Fixture.image(journal, root.resolve("second"));
        for (int session = 0; session < 2; session++) {
            Path image = root.resolve("crash-" + session);
            try (var open = Fixture.write(second)) {
                Fixture.fill(open, 31 + 10 * session, 40 + 10 * session);
                Fixture.image(second, image);
            }
            second = image;
        }
        assertThat(Segment.numbers(second)).containsExactly(1, 2);
        Path third = root.resolve("third");
        try (var open = Fixture.write(second)) {
            Fixture.fill(open, 51, 60);
            Fixture.image(second, third);
        }
        assertThat(Segment.numbers(third)).containsExactly(1, 2, 3);
        Files.move(third.resolve("00000002"), root.resolve("lost"));

        assertDamaged(() -> Fixture.write(third).close(), "segment 00000001 ends after revision", "there is segment 00000003");
    }
}
