package daxplane.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing what grew, and finding what did not only grow. */
class EvidenceTest {

    private static final String ORIGIN = "db7/daxplane/0f3a91c2";
    private static final int SIGNED = 700;

    @TempDir
    Path state;
    private Evidence evidence;
    private final ListedEntries entries = ListedEntries.of(0, SIGNED);
    private String note;

    @BeforeEach
    void sign() throws Exception {
        evidence = new Evidence(state);
        note = evidence.checkpoint(entries, ORIGIN);
    }

    private Report verify() throws EvidenceException {
        return evidence.verify(entries, Optional.empty(), Optional.empty());
    }

    private Report verifySince() throws EvidenceException {
        return evidence.verify(entries, Optional.of(note), Optional.empty());
    }

    @Test
    void signsTheRootOfEverything() throws Exception {
        assertThat(note.lines().toList().subList(0, 2)).containsExactly(ORIGIN, "700");
        assertThat(verify()).isEqualTo(new Report(700, 700, verify().signed(), java.util.List.of()));
        assertThat(verify().signed().orElseThrow().size()).isEqualTo(700);
        entries.grow(SIGNED, 900);
        assertThat(verifySince()).satisfies(report -> {
            assertThat(report.flaws()).isEmpty();
            assertThat(report.trusted()).isEqualTo(900);
        });
    }

    @ParameterizedTest
    @CsvSource({"701,702", "767,768", "768,769", "1024,70000"})
    void growsWithTheEntriesAndKeepsNoOldEdge(int first, int second) throws Exception {
        entries.grow(SIGNED, first);
        evidence.checkpoint(entries, ORIGIN);
        entries.grow(first, second);
        evidence.checkpoint(entries, ORIGIN);

        assertThat(verifySince().flaws()).isEmpty();
        var fresh = new Evidence(state.resolve("fresh"));
        fresh.checkpoint(entries, ORIGIN);
        assertThat(tiles(state)).isEqualTo(tiles(state.resolve("fresh")));
    }

    private static java.util.Map<String, String> tiles(Path state) throws Exception {
        var found = new java.util.TreeMap<String, String>();
        Path tiles = state.resolve("evidence/tile");
        try (var files = Files.walk(tiles)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(tiles.relativize(file).toString(), MerkleHash.ofEntry(Files.readAllBytes(file)).toString());
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 511, 699})
    void namesTheFirstEntryThatWasChanged(int index) throws Exception {
        entries.put(index, "forged");

        for (Report report : java.util.List.of(verify(), verifySince())) {
            assertThat(report.sound()).isFalse();
            assertThat(report.trusted()).isEqualTo(index);
            assertThat(report.flaws()).anySatisfy(flaw -> assertThat(flaw).contains("record " + (index + 1) + " is not the one"));
        }
    }

    /** Entries of a journal are chained: whoever changes one changes all behind it, so the last one that was signed tells. */
    @Test
    void signsNothingBehindEntriesThatWereRewritten() throws Exception {
        entries.put(SIGNED - 1, "forged");
        entries.grow(SIGNED, SIGNED + 5);

        assertThatThrownBy(() -> evidence.checkpoint(entries, ORIGIN)).hasMessageContaining("are not those that a checkpoint was signed over");
        assertThat(state.resolve("evidence/checkpoint")).hasContent(note);
    }

    @Test
    void findsReorderDuplicateAndCut() throws Exception {
        entries.swap(10, 11);
        assertThat(verify().trusted()).isEqualTo(10);
        entries.swap(10, 11);
        entries.entries().add(20, entries.entries().get(20));
        assertThat(verify().trusted()).isEqualTo(21);
        entries.remove(20);
        assertThat(verify().sound()).isTrue();
        entries.remove(SIGNED - 1);
        assertThat(verify().flaws()).anySatisfy(flaw -> assertThat(flaw).contains("over 700 records, and there are 699"));
        assertThatThrownBy(() -> evidence.checkpoint(entries, ORIGIN)).hasMessageContaining("cut off");
    }

    /** The tail was rewritten, and tiles and checkpoint with it, by somebody who has the key. A note kept elsewhere tells. */
    @Test
    void findsARewrittenTailByANoteKeptElsewhere() throws Exception {
        var forged = ListedEntries.of(0, 600);
        forged.grow(5000, 5200);
        deleteTree(state.resolve("evidence"));
        evidence.checkpoint(forged, ORIGIN);

        assertThat(evidence.verify(forged, Optional.empty(), Optional.empty()).sound()).isTrue();
        var report = evidence.verify(forged, Optional.of(note), Optional.empty());
        assertThat(report.flaws()).singleElement().asString().contains("records 1 to 700 are not those that the note was signed over", "replaced, or rewritten");
    }

    @Test
    void refusesTheNoteWhenEverythingWasReplacedKeysIncluded() throws Exception {
        VerifierKey mine = evidence.key().orElseThrow();
        deleteTree(state.resolve("evidence"));
        deleteTree(state.resolve("keys"));
        evidence.checkpoint(entries, ORIGIN);

        assertThatThrownBy(this::verifySince).hasMessageContaining("not signed by");
        // Whoever kept the key as well learns that the records are the same, and that the checkpoint here is by somebody else.
        var report = evidence.verify(entries, Optional.of(note), Optional.of(mine));
        assertThat(report.flaws()).singleElement().asString().contains("not signed by");
    }

    @Test
    void refusesTheNoteOfAnotherHost() throws Exception {
        String theirs = new Evidence(state.resolve("theirs")).checkpoint(entries, "db8/daxplane/11111111");

        assertThatThrownBy(() -> evidence.verify(entries, Optional.of(theirs), Optional.empty())).hasMessageContaining("not signed by 'db7");
    }

    /** One key, two logs: the name in the note counts. */
    @Test
    void refusesANoteOfAnotherOriginUnderTheRightKey() throws Exception {
        String elsewhere = new Keys(state.resolve("keys")).sign(new TreeHead("db8/daxplane/0", 700, MerkleHash.ofNothing()).text());

        assertThatThrownBy(() -> evidence.verify(entries, Optional.of(elsewhere), Optional.empty())).hasMessageContaining("db8/daxplane/0");
    }

    @Test
    void makesLostTilesAgain() throws Exception {
        deleteTree(state.resolve("evidence/tile"));
        assertThat(verify().flaws()).allSatisfy(flaw -> assertThat(flaw).contains("is missing"));
        assertThat(verify().trusted()).isEqualTo(700);

        evidence.checkpoint(entries, ORIGIN);
        assertThat(verify().flaws()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2"})
    void findsAndMendsAChangedTile(String tile) throws Exception {
        Path file = state.resolve("evidence").resolve(tile);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);

        assertThat(verify().flaws()).singleElement().asString().contains(tile, "does not agree");
        assertThat(verify().trusted()).isEqualTo(700);
    }

    @Test
    void tellsOfALostCheckpoint() throws Exception {
        Files.delete(state.resolve("evidence/checkpoint"));

        assertThat(verify().flaws()).singleElement().asString().contains("lost, or taken away");
    }

    @Test
    void saysHowFarEntriesAreProvenWhenTheyCannotAllBeRead() throws Exception {
        entries.damage(300);

        assertThat(verifySince()).satisfies(report -> {
            assertThat(report.trusted()).isEqualTo(300);
            assertThat(report.flaws()).containsExactly("record 301 is damaged");
        });
    }

    @Test
    void keepsItsKeyFromOthers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("keys")))).isEqualTo("rwx------");
        Path key = state.resolve("keys/journal.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> evidence.checkpoint(entries, ORIGIN)).hasMessageContaining("can be read by others");
        assertThat(verify().flaws()).singleElement().asString().contains("can be read by others");
    }

    /** All of the log and its keys; the entries are somebody else's files. */
    @Test
    void findsEveryFlippedBitOfItsFiles() throws Exception {
        var few = ListedEntries.of(0, 5);
        Path small = state.resolve("small");
        var mine = new Evidence(small);
        mine.checkpoint(few, ORIGIN);
        int unnoticed = 0;
        try (var files = Files.walk(small)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] good = Files.readAllBytes(file);
                for (int bit = 0; bit < good.length * 8; bit++) {
                    byte[] changed = good.clone();
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    Files.write(file, changed);
                    if (found(mine, few)) {
                        continue;
                    }
                    // White space around a base64 body or a key: the same key all the same.
                    assertThat(good[bit / 8]).as("%s, bit %d", file, bit).isEqualTo((byte) '\n');
                    unnoticed++;
                }
                Files.write(file, good);
            }
        }
        assertThat(unnoticed).isLessThan(40);
        assertThat(mine.verify(few, Optional.empty(), Optional.empty()).sound()).isTrue();
    }

    private static boolean found(Evidence evidence, Entries entries) {
        try {
            return !evidence.verify(entries, Optional.empty(), Optional.empty()).sound();
        } catch (EvidenceException refused) {
            return true;
        }
    }

    @Test
    void exportsAWholeLog() throws Exception {
        Path to = state.resolve("export");
        evidence.export(entries, to);

        assertThat(to.resolve("checkpoint")).hasContent(note);
        byte[] bundle = Files.readAllBytes(to.resolve("tile/entries/002.p/188"));
        assertThat(bundle[1]).isEqualTo((byte) "entry 512".length());
        assertThat(new String(bundle, 2, 9, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("entry 512");
        assertThatThrownBy(() -> evidence.export(entries, to)).hasMessageContaining("exists already");
    }

    private static void deleteTree(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
