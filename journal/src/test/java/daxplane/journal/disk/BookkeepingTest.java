package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What Chronicle keeps for itself has no checksum. A writer goes on in a file only when it is as it was left. */
class BookkeepingTest {

    private static final int RECORDS = 300;

    private Path root;
    private Path sound;
    private List<Fixture.Place> places;
    private int attempt;

    @BeforeProperty
    void write() throws Exception {
        root = Files.createTempDirectory("daxplane-bookkeeping");
        try (var journal = Fixture.write(root.resolve("live"))) {
            Fixture.fill(journal, 1, RECORDS);
        }
        sound = Fixture.image(root.resolve("live"), root.resolve("sound"));
        places = Fixture.places(Files.readAllBytes(Fixture.file(sound, 1))).stream().filter(place -> !place.record()).toList();
        assertThat(places).as("header, sign, index pages").hasSizeGreaterThanOrEqualTo(4);
    }

    @AfterProperty
    void remove() throws Exception {
        try (var files = Files.walk(root)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    private Path changed(String name, int at, int bit) throws Exception {
        Path image = Fixture.image(sound, root.resolve("changed-" + attempt++));
        Path file = image.resolve("00000001").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= (byte) (1 << bit);
        Files.write(file, bytes);
        return image;
    }

    private static void assertTakesTheNextRecordAtOnce(Path image, int segments) throws Exception {
        try (var journal = Fixture.write(image)) {
            assertThat(journal.append(Fixture.small(RECORDS + 1)).revision()).isEqualTo(RECORDS + 1L);
            assertThat(journal.verify()).extracting("records", "damage").containsExactly(RECORDS + 1L, java.util.Optional.empty());
        }
        assertThat(Segment.numbers(image)).hasSize(segments);
    }

    /** The content of a document of Chronicle's; its length, once wrong, hides records, and that is damage. */
    @Property(tries = 40)
    void beginsAnotherSegmentWhenWhatIsChroniclesWasChanged(@ForAll @IntRange(max = 3) int which, @ForAll @IntRange(max = 1_000_000) int any)
            throws Exception {
        Fixture.Place place = places.get(which);
        Path image = changed("20261120.cq4", place.offset() + 4 + any % place.length(), any % 8);

        assertTakesTheNextRecordAtOnce(image, 2);
    }

    @Property(tries = 10)
    void goesOnWhateverBecameOfChroniclesTable(@ForAll @IntRange(max = 1_000_000) int any) throws Exception {
        assertTakesTheNextRecordAtOnce(changed("metadata.cq4t", any % 552, any % 8), 1);
    }

    @Property(tries = 10)
    void beginsAnotherSegmentWhenTheNoteWasChanged(@ForAll @IntRange(max = 1_000_000) int any) throws Exception {
        int length = (int) Files.size(sound.resolve("00000001").resolve(Bookkeeping.NAME)) - 1;

        assertTakesTheNextRecordAtOnce(changed(Bookkeeping.NAME, any % length, any % 8), 2);
    }

    /** Bits that came up behind the last record: Chronicle would take them for a writer who is not done. */
    @Property(tries = 10)
    void goesOnWhenTheEmptyEndIsNotEmpty(@ForAll @IntRange(min = 8, max = 5000) int behind) throws Exception {
        var all = Fixture.places(Files.readAllBytes(Fixture.file(sound, 1)));

        assertTakesTheNextRecordAtOnce(changed("20261120.cq4", all.getLast().next() + behind, 3), 1);
    }

    @Property(tries = 1)
    void goesOnInTheSameSegmentWhenAllIsAsItWas() throws Exception {
        assertTakesTheNextRecordAtOnce(Fixture.image(sound, root.resolve("same")), 1);
    }
}
