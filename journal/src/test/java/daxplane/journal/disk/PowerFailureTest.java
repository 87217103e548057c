package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Entry;
import daxplane.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Power fails while a unit is on its way to the disk: of each page of the file either the old or the new content is
 * there. Everything acknowledged before is there, the unit in part or not at all, and appending goes on.
 */
class PowerFailureTest {

    private static final int ACKNOWLEDGED = 20;
    private static final int UNIT = 60;
    private Path root;
    private int attempt;
    private byte[] before;
    private byte[] after;
    private List<JournalRecord> written;

    @BeforeProperty
    void write() throws Exception {
        root = Files.createTempDirectory("daxplane-power");
        try (var journal = Fixture.write(root.resolve("live"))) {
            Fixture.fill(journal, 1, ACKNOWLEDGED);
            Path old = Fixture.image(root.resolve("live"), root.resolve("old"));
            var unit = new ArrayList<Entry>();
            for (int number = 1; number <= UNIT; number++) {
                unit.add(Fixture.any(ACKNOWLEDGED + number));
            }
            journal.append(unit);
            written = Fixture.records(journal);
            Path whole = Fixture.image(root.resolve("live"), root.resolve("new"));
            after = Files.readAllBytes(Fixture.file(whole, 1));
            before = Arrays.copyOf(Files.readAllBytes(Fixture.file(old, 1)), after.length);
        }
    }

    @AfterProperty
    void remove() throws IOException {
        try (var files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    @Property(tries = 25)
    void keepsWhatWasAcknowledged(@ForAll long seed) throws Exception {
        var random = new Random(seed);
        byte[] torn = before.clone();
        for (int page = 0; page < torn.length; page += 4096) {
            if (random.nextBoolean()) {
                System.arraycopy(after, page, torn, page, Math.min(4096, torn.length - page));
            }
        }
        Path image = Fixture.image(root.resolve("old"), root.resolve("torn-" + attempt++));
        Files.write(Fixture.file(image, 1), torn);

        try (var journal = Fixture.write(image)) {
            List<JournalRecord> left = Fixture.records(journal);
            assertThat(left).hasSizeBetween(ACKNOWLEDGED, written.size()).isEqualTo(written.subList(0, left.size()));
            journal.append(Fixture.small(1));
            assertThat(journal.verify().damage()).isEmpty();
            assertThat(journal.verify().records()).isEqualTo(left.size() + 1L);
        }
    }
}
