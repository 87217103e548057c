package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.Journal.Verification;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.disk.Fixture.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to the files of a journal is noticed and located, or has changed nothing that was recorded. */
class DamageTest {

    private static final int RECORDS = 120;
    private static final Path ROOT = temporary();

    private static Path original;
    private static Path file;
    private static byte[] good;
    private static List<JournalRecord> written;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("daxplane-damage");
        } catch (IOException trouble) {
            throw new AssertionError(trouble);
        }
    }

    @BeforeContainer
    static void write() throws Exception {
        try (var journal = Fixture.write(ROOT.resolve("live"))) {
            Fixture.fill(journal, 1, RECORDS);
            written = Fixture.records(journal);
        }
        original = Fixture.image(ROOT.resolve("live"), ROOT.resolve("image"));
        file = Fixture.file(original, 1);
        good = Files.readAllBytes(file);
    }

    @AfterContainer
    static void remove() throws IOException {
        try (var files = Files.walk(ROOT)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    private static Verification verify(byte[] changed) throws Exception {
        Files.write(file, changed);
        try (var journal = Fixture.read(original)) {
            Verification outcome = journal.verify();
            var read = new ArrayList<JournalRecord>();
            try {
                journal.read(1, Long.MAX_VALUE, read::add);
                assertThat(outcome.damage()).isEmpty();
                assertThat(read.equals(written)).as("all records").isTrue();
            } catch (JournalException damaged) {
                assertThat(damaged.errno()).isEqualTo(Errno.EBADMSG);
                assertThat(outcome.damage()).contains(damaged.what());
                assertThat(read.equals(written.subList(0, (int) outcome.records()))).as("the records before the damage").isTrue();
            }
            return outcome;
        }
    }

    private static void assertFoundAt(int revision, Verification outcome) {
        assertThat(outcome.records()).isEqualTo(revision - 1L);
        assertThat(outcome.damage().orElseThrow()).contains("00000001/20261120.cq4, byte ").containsAnyOf(
                "at revision " + revision, "ends after revision " + (revision - 1));
        assertThatThrownBy(() -> Fixture.write(original).close()).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.errno()).isEqualTo(Errno.EBADMSG));
    }

    /** The revision whose document has this byte, padding not counted; 0 when it is nobody's. */
    private static int revisionAt(int offset) {
        List<Place> records = Fixture.records(good);
        for (int at = 0; at < records.size(); at++) {
            if (offset >= records.get(at).offset() && offset < records.get(at).offset() + 4 + records.get(at).length()) {
                return at + 1;
            }
        }
        return 0;
    }

    @Property(tries = 250)
    void findsAnyFlippedBit(@ForAll @IntRange(max = Integer.MAX_VALUE) int any) throws Exception {
        int bit = any % (endOfRecords() * 8);
        byte[] changed = good.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);

        Verification outcome = verify(changed);

        int revision = revisionAt(bit / 8);
        if (revision > 0) {
            assertThat(outcome.records()).isEqualTo(revision - 1L);
            assertThat(outcome.damage()).isPresent();
        }
    }

    @Property(tries = 50)
    void findsACutAnywhere(@ForAll @IntRange(max = Integer.MAX_VALUE) int any) throws Exception {
        int length = any % endOfRecords();

        Verification outcome = verify(Arrays.copyOf(good, length));

        long whole = Fixture.records(good).stream().filter(place -> place.offset() + 4 + place.length() <= length).count();
        assertFoundAt((int) whole + 1, outcome);
    }

    @Property(tries = 30)
    void findsALostPageWhenItOpens(@ForAll @IntRange(max = Integer.MAX_VALUE) int any) throws Exception {
        int page = any % (endOfRecords() / 4096 + 1) * 4096;
        byte[] changed = good.clone();
        Arrays.fill(changed, page, Math.min(page + 4096, endOfRecords()), (byte) 0);

        Verification outcome = verify(changed);

        assertThat(outcome.damage()).isPresent();
        long before = Fixture.records(good).stream().filter(place -> place.offset() + 4 + place.length() <= page).count();
        assertFoundAt((int) before + 1, outcome);
    }

    @Property(tries = 30)
    void findsSwappedRecords(@ForAll @IntRange(max = RECORDS - 1) int one, @ForAll @IntRange(max = RECORDS - 1) int other) throws Exception {
        var order = order();
        order.set(one, other);
        order.set(other, one);

        Verification outcome = verify(reordered(order));

        if (one != other) {
            assertFoundAt(Math.min(one, other) + 1, outcome);
        }
    }

    @Property(tries = 30)
    void findsARecordThatIsThereTwice(@ForAll @IntRange(max = RECORDS - 1) int one, @ForAll @IntRange(max = RECORDS) int at) throws Exception {
        var order = order();
        order.add(at, one);

        // Behind the last record a copy of it is as foreign as anywhere else.
        assertFoundAt(at + 1 + (at == one ? 1 : 0), verify(reordered(order)));
    }

    @Property(tries = 30)
    void findsAMissingRecord(@ForAll @IntRange(max = RECORDS - 1) int missing) throws Exception {
        var order = order();
        order.remove(missing);

        assertFoundAt(missing + 1, verify(reordered(order)));
    }

    private static List<Integer> order() {
        var order = new ArrayList<Integer>();
        for (int at = 0; at < RECORDS; at++) {
            order.add(at);
        }
        return order;
    }

    /** The same file with its records in another order. */
    private static byte[] reordered(List<Integer> order) {
        List<Place> records = Fixture.records(good);
        var changed = new byte[good.length + (64 << 10)];
        int offset = records.getFirst().offset();
        System.arraycopy(good, 0, changed, 0, offset);
        for (int at : order) {
            Place place = records.get(at);
            System.arraycopy(good, place.offset(), changed, offset, place.next() - place.offset());
            offset += place.next() - place.offset();
        }
        return changed;
    }

    private static int endOfRecords() {
        return Fixture.places(good).getLast().next();
    }
}
