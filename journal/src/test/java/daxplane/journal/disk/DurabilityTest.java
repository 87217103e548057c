package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.Journal.Durability;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * A journal whose first {@link #ACKNOWLEDGED} records are durable, and behind them some that were only ordered: what a power
 * failure, a cut and lost pages leave of it.
 */
class DurabilityTest {

    private static final int ACKNOWLEDGED = 40;
    private static final int ORDERED = 150;

    private Path root;
    private Path acknowledged;
    private byte[] before;
    private byte[] after;
    private long end;
    private List<JournalRecord> written;
    private int attempt;

    @BeforeProperty
    void write() throws Exception {
        root = Files.createTempDirectory("daxplane-durability");
        Path live = root.resolve("live");
        try (var journal = Fixture.write(live)) {
            Fixture.fill(journal, 1, ACKNOWLEDGED);
            acknowledged = Fixture.image(live, root.resolve("acknowledged"));
            end = CheckpointFile.read(acknowledged).end();
            for (int number = ACKNOWLEDGED + 1; number <= ACKNOWLEDGED + ORDERED;) {
                var unit = new ArrayList<Entry>();
                for (int place = 0; place <= number % 3; place++) {
                    unit.add(Fixture.any(number++));
                }
                journal.append(unit, Durability.ORDERED);
            }
            written = Fixture.records(journal);
            after = Files.readAllBytes(Fixture.file(Fixture.image(live, root.resolve("after")), 1));
            before = Arrays.copyOf(Files.readAllBytes(Fixture.file(acknowledged, 1)), after.length);
        }
    }

    @AfterProperty
    void remove() throws IOException {
        try (var files = Files.walk(root)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    /** The head is the one of the last flush that was acknowledged; the file of records is given. */
    private Path image(byte[] file) throws IOException {
        Path image = Fixture.image(acknowledged, root.resolve("image-" + attempt++));
        Files.write(Fixture.file(image, 1), file);
        return image;
    }

    private void assertKeepsAPrefixAndGoesOn(Path image) throws Exception {
        try (var journal = Fixture.write(image)) {
            List<JournalRecord> left = Fixture.records(journal);
            assertThat(left).hasSizeBetween(ACKNOWLEDGED, written.size()).isEqualTo(written.subList(0, left.size()));
            journal.append(Fixture.small(1));
            assertThat(journal.verify()).extracting("records", "damage").containsExactly(left.size() + 1L, java.util.Optional.empty());
        }
    }

    @Property(tries = 30)
    void keepsWhatWasAcknowledgedWhenPagesOfManyUnitsAreOfDifferentAge(@ForAll long seed) throws Exception {
        var random = new Random(seed);
        byte[] torn = before.clone();
        for (int page = 0; page < torn.length; page += 4096) {
            if (random.nextBoolean()) {
                System.arraycopy(after, page, torn, page, Math.min(4096, torn.length - page));
            }
        }

        assertKeepsAPrefixAndGoesOn(image(torn));
    }

    @Property(tries = 30)
    void keepsWhatWasAcknowledgedWhenTheFileIsCutBehindIt(@ForAll @IntRange(max = 1_000_000) int any) throws Exception {
        int at = (int) (end + any % (after.length - end));

        assertKeepsAPrefixAndGoesOn(image(Arrays.copyOf(after, at)));
    }

    @Property(tries = 30)
    void keepsWhatWasAcknowledgedWhenTheFileIsZeroedBehindIt(@ForAll @IntRange(max = 1_000_000) int any) throws Exception {
        byte[] zeroed = after.clone();
        Arrays.fill(zeroed, (int) (end + any % (after.length - end)), zeroed.length, (byte) 0);

        assertKeepsAPrefixAndGoesOn(image(zeroed));
    }

    @Property(tries = 30)
    void refusesAndSaysWhatIsMissingWhenItIsCutBefore(@ForAll @IntRange(max = 1_000_000) int any, @ForAll boolean zeroed) throws Exception {
        int at = any % (int) (end - 4);
        byte[] short_ = zeroed ? Arrays.copyOf(Arrays.copyOf(after, at), after.length) : Arrays.copyOf(after, at);
        Path image = image(short_);

        assertThatThrownBy(() -> Fixture.write(image).close()).isInstanceOfSatisfying(JournalException.class, refused -> {
            assertThat(refused.errno()).isEqualTo(Errno.EBADMSG);
            assertThat(refused.what()).containsPattern("revision \\d+").containsAnyOf("cut off", "damaged");
        });
        try (var journal = Fixture.read(image)) {
            assertThat(journal.findings()).singleElement().satisfies(finding -> assertThat(finding.good()).isLessThan(ACKNOWLEDGED));
        }
    }

    /** Nothing was acknowledged behind the end, but a later flush was begun: the records say what was durable then. */
    @Property(tries = 1)
    void findsAHoleThatNoPowerFailureLeaves() throws Exception {
        Path live = root.resolve("hole");
        long first;
        try (var journal = Fixture.write(live)) {
            Fixture.fill(journal, 1, 10);
            Fixture.image(live, root.resolve("hole-old"));
            first = CheckpointFile.read(live).end();
            journal.append(Fixture.small(11));
            journal.append(Fixture.small(12));
            Fixture.image(live, root.resolve("hole-new"));
        }
        byte[] holed = Files.readAllBytes(Fixture.file(root.resolve("hole-new"), 1));
        Arrays.fill(holed, (int) first, (int) first + 8, (byte) 0);
        Path image = Fixture.image(root.resolve("hole-old"), root.resolve("holed"));
        Files.write(Fixture.file(image, 1), holed);

        assertThatThrownBy(() -> Fixture.write(image).close()).hasMessageContaining("a hole behind revision 10");
    }
}
