package daxplane.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.EventLog;
import daxplane.journal.Journals;
import daxplane.journal.disk.FileJournals;
import daxplane.journal.memory.MemoryJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee 6: what is kept of a journal is disposable, and worth as much as the records that it stands for. */
class SnapshotsTest {

    private static final int SPACING = 8;
    private static final Path FIRST_VERSION = Path.of("src/test/resources/journal-0.1");

    @TempDir
    private Path temporary;

    private Path kept() {
        return temporary.resolve("snapshots");
    }

    /** Of all records, with nothing kept. */
    private static MachineLedger folded(EventLog log, long revision) throws Exception {
        return follow(log, new MachineLedger(), revision, Snapshots.none());
    }

    private static MachineLedger follow(EventLog log, MachineLedger ledger, long revision, Snapshots snapshots) throws Exception {
        log.read(ledger.revision() + 1, revision, record -> {
            ledger.apply(record);
            snapshots.offer(log, ledger);
            return true;
        });
        return ledger;
    }

    private static EventLog life(long seed, int records) throws Exception {
        var log = new EventLog(new MemoryJournal());
        RandomJournal.write(seed, records, log);
        return log;
    }

    /** With a snapshot after some records. */
    private EventLog keptLife(long seed, int records) throws Exception {
        var log = life(seed, records);
        follow(log, new MachineLedger(), log.head(), Snapshots.in(kept(), SPACING));
        return log;
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(kept())) {
            return List.of();
        }
        try (var tree = Files.walk(kept())) {
            return tree.filter(Files::isRegularFile).sorted(Comparator.comparingLong(file -> Long.parseLong(file.getFileName().toString()))).toList();
        }
    }

    private static void requireSame(MachineLedger ledger, MachineLedger folded, List<String> ids) {
        assertThat(ledger.agrees(folded)).isTrue();
        assertThat(ledger.open().map(OpenOperation::id)).isEqualTo(folded.open().map(OpenOperation::id));
        for (String id : ids) {
            assertThat(ledger.operation(id)).as(id).isEqualTo(folded.operation(id));
            assertThat(ledger.refusal(id)).as(id).isEqualTo(folded.refusal(id));
        }
    }

    @Property(tries = 40)
    void aStateAndTheRecordsBehindItAreWorthAllRecords(@ForAll long seed) throws Exception {
        var log = life(seed, 60);
        var ids = RandomJournal.ids(log);
        var archive = new RecordedOperations(log, revision -> {
            var past = new MachineLedger();
            log.read(1, revision, record -> {
                past.apply(record);
                return true;
            });
            return past.observed();
        });
        var folded = folded(log, log.head());
        for (long revision = 1; revision <= log.head(); revision++) {
            var state = folded(log, revision).state();
            if (state.isPresent()) {
                var read = SnapshotFile.decode(SnapshotFile.encode(state.get()).orElseThrow());
                assertThat(read).isEqualTo(state);
                requireSame(follow(log, new MachineLedger(read.orElseThrow(), archive), log.head(), Snapshots.none()), folded, ids);
            }
        }
    }

    @Test
    void everyMomentIsTheSameWithThem() throws Exception {
        var log = keptLife(1, 200);
        assertThat(files()).hasSizeBetween(10, 200 / SPACING);
        var ids = RandomJournal.ids(log);
        for (long revision = 1; revision <= log.head(); revision++) {
            var snapshots = Snapshots.in(kept(), SPACING);
            var ledger = snapshots.before(log, revision);
            assertThat(revision - ledger.revision()).isLessThan(4 * SPACING);
            requireSame(follow(log, ledger, revision, Snapshots.none()), folded(log, revision), ids);
        }
    }

    @Test
    void aLedgerThatIsOfferedAgainAndAgainHoldsWhatWasBegunLastAlone() throws Exception {
        var log = life(2, 400);
        var ledger = follow(log, new MachineLedger(), log.head(), Snapshots.in(kept(), SPACING));
        assertThat(ledger.operations()).hasSizeLessThan(4 * SPACING);
        requireSame(ledger, folded(log, log.head()), RandomJournal.ids(log));
    }

    @Test
    void theFirstVersionsJournalIsTheSameAtEachRevision() throws Exception {
        try (var log = new EventLog(new FileJournals().read(FIRST_VERSION))) {
            follow(log, new MachineLedger(), log.head(), Snapshots.in(kept(), SPACING));
            var ids = RandomJournal.ids(log);
            assertThat(files()).hasSizeGreaterThan(10);
            for (long revision = 1; revision <= log.head(); revision += 5) {
                requireSame(follow(log, Snapshots.in(kept(), SPACING).before(log, revision), revision, Snapshots.none()), folded(log, revision), ids);
            }
        }
    }

    @Test
    void withoutThemItIsFoldedFromTheFirstRecord() throws Exception {
        var log = keptLife(3, 50);
        for (Path file : files()) {
            Files.delete(file);
        }
        assertThat(Snapshots.in(kept(), SPACING).before(log, log.head()).revision()).isZero();
    }

    @Test
    void ofAnotherJournalNoneIsUsedAndNoneIsKept() throws Exception {
        keptLife(4, 100);
        var other = life(5, 100);
        assertThat(Snapshots.in(kept(), SPACING).before(other, other.head()).revision()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void oneThatIsNotWhatItsNameSaysIsPassedByForAnEarlierOne() throws Exception {
        var log = keptLife(6, 100);
        Files.write(files().getLast(), Files.readAllBytes(files().getFirst()));      // is of another revision than its name
        var before = files().get(files().size() - 2);
        assertThat(Snapshots.in(kept(), SPACING).before(log, log.head()).revision()).isEqualTo(Long.parseLong(before.getFileName().toString()));
    }

    /** Each of its bytes, changed: it is as if it were not there, and never something else. */
    @Test
    void aDamagedOneIsNotUsed() throws Exception {
        keptLife(7, 30);
        var good = Files.readAllBytes(files().getFirst());
        assertThat(SnapshotFile.decode(good)).isPresent();
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= 1;
            assertThat(SnapshotFile.decode(bad)).as("byte " + at).isEmpty();
        }
        for (int length = 0; length < good.length; length += 7) {
            assertThat(SnapshotFile.decode(Arrays.copyOf(good, length))).as("cut at " + length).isEmpty();
        }
    }

    @Test
    void oneOfAnotherVersionIsNotUsed() throws Exception {
        keptLife(8, 30);
        var text = new String(Files.readAllBytes(files().getFirst()), StandardCharsets.ISO_8859_1);
        var older = text.replaceFirst("daxplane-snapshot " + SnapshotFile.VERSION, "daxplane-snapshot " + (SnapshotFile.VERSION + 1));
        assertThat(SnapshotFile.decode(older.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    /** What a kill leaves has another name, and is taken away by the next one that is written. */
    @Test
    void whatAKillLeftIsNoSnapshot() throws Exception {
        var log = life(9, 60);
        follow(log, new MachineLedger(), 30, Snapshots.in(kept(), SPACING));
        var left = files().getLast().resolveSibling("31-4711.new");
        Files.write(left, new byte[100]);
        Files.setLastModifiedTime(left, FileTime.fromMillis(0));
        assertThat(Snapshots.in(kept(), SPACING).before(log, 30).revision()).isPositive();
        follow(log, Snapshots.in(kept(), SPACING).before(log, 30), log.head(), Snapshots.in(kept(), SPACING));
        assertThat(left).doesNotExist();
    }

    @Test
    void aJournalThatBecameShorterLosesThoseBehindItsEnd() throws Exception {
        keptLife(10, 200);
        long most = files().size();
        var other = life(11, 60);
        follow(other, new MachineLedger(), other.head(), Snapshots.in(kept(), SPACING));
        assertThat(files()).hasSizeLessThan((int) most).allMatch(file -> Long.parseLong(file.getFileName().toString()) <= other.head());
    }

    @Test
    void nobodyWritesSomeWhereTheyMayNotBe() throws Exception {
        Files.writeString(kept(), "no folder");
        var log = keptLife(12, 60);
        assertThat(kept()).hasContent("no folder");
        assertThat(Snapshots.in(kept(), SPACING).before(log, log.head()).revision()).isZero();
        assertThat(Snapshots.in(Path.of("/proc/1/snapshots"), SPACING).before(log, log.head()).revision()).isZero();
    }

    @Test
    void aJournalInFilesNamesTheRecordsAsWell() throws Exception {
        Journals journals = new FileJournals();
        try (var log = new EventLog(journals.write(temporary.resolve("journal")))) {
            RandomJournal.write(13, 120, log);
            follow(log, new MachineLedger(), log.head(), Snapshots.in(kept(), SPACING));
        }
        try (var log = new EventLog(journals.read(temporary.resolve("journal")))) {
            var ledger = Snapshots.in(kept(), SPACING).before(log, log.head());
            assertThat(ledger.revision()).isGreaterThan(100);
            requireSame(follow(log, ledger, log.head(), Snapshots.none()), folded(log, log.head()), RandomJournal.ids(log));
        }
    }
}
