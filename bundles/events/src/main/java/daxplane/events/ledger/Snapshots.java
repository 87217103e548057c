package daxplane.events.ledger;

import daxplane.events.EventLog;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was made of a journal up to some of its revisions, kept beside it: so nobody reads all records to answer a question. Thread-safe.
 *
 * <p>Disposable: whoever deletes them pays with one reading of the records. A snapshot names the record that it ends with by its hash, so one
 * of another journal, or of records that were replaced since, is not used; nor is one of another version, or one that is damaged. Whoever
 * proves a journal uses none.
 */
public final class Snapshots {

    /** Records between two snapshots: their fold is a matter of some milliseconds. */
    public static final int SPACING = 1024;

    /** Bytes of a snapshot for each {@link #SPACING} records: larger ones are further apart, so all of them take a small part of what the records take. */
    private static final int BYTES_EACH = 16 << 10;
    /** Snapshots in the time in which a journal doubles, at most: those of a long journal are further apart. */
    private static final int MOST_WHILE_IT_DOUBLES = 1 << 14;
    /** So many that cannot be used are passed by. */
    private static final int TRIES = 16;

    private final Optional<SnapshotFolder> folder;
    private final boolean writable;
    private final int spacing;
    /** Of the last one that was read or written: how large they are. */
    private volatile long bytes;

    private Snapshots(Optional<SnapshotFolder> folder, boolean writable, int spacing) {
        this.folder = folder;
        this.writable = writable;
        this.spacing = spacing;
    }

    /** There are none, and none are made. */
    public static Snapshots none() {
        return new Snapshots(Optional.empty(), false, SPACING);
    }

    /**
     * @param directory in a state directory; made when the first one is written. Only the owner of the state directory writes some: what
     *                  another user left there would be in the way of the owner
     */
    public static Snapshots in(Path directory) {
        return in(directory, SPACING);
    }

    /** @param spacing records between two of them, at least */
    public static Snapshots in(Path directory, int spacing) {
        return new Snapshots(Optional.of(new SnapshotFolder(directory)), owned(directory.toAbsolutePath().getParent()), spacing);
    }

    private static boolean owned(Path state) {
        try {
            return Files.getAttribute(state, "unix:uid").equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** A ledger of the newest snapshot at or before a revision; one of nothing when there is none that can be used. */
    public MachineLedger before(EventLog journal, long revision) {
        return folder.flatMap(there -> there.newest(revision, TRIES, state -> belongs(journal, state, there)))
                .map(state -> new MachineLedger(state, operations(journal))).orElseGet(MachineLedger::new);
    }

    /** Whether the journal has that very record. Of what cannot be used nothing is kept, unless the journal cannot be asked. */
    private boolean belongs(EventLog journal, LedgerState state, SnapshotFolder there) {
        try {
            boolean same = journal.storedRecord(state.revision()).map(record -> record.stored().hash()).filter(state.hash()::equals).isPresent();
            if (!same && writable) {
                there.delete(state.revision());
            }
            return same;
        } catch (JournalException unreadable) {
            return false;
        }
    }

    /** Operations from the records, with pictures from here. */
    private OperationArchive operations(EventLog journal) {
        return new RecordedOperations(journal, revision -> {
            var past = before(journal, revision);
            journal.read(past.revision() + 1, revision, record -> {
                past.apply(record);
                return true;
            });
            return past.observed();
        });
    }

    /**
     * Whoever has applied a record offers its ledger; mostly nothing happens. A ledger that is offered holds no operations of long ago, but
     * reads them when it is asked.
     */
    public void offer(EventLog journal, MachineLedger ledger) {
        if (folder.isEmpty() || ledger.sinceSnapshot() < spacing(ledger.revision())) {
            return;
        }
        var state = ledger.state();
        if (state.isEmpty()) {
            return;
        }
        if (writable) {
            SnapshotFile.encode(state.get()).ifPresent(file -> {
                bytes = file.length;
                folder.get().write(ledger.revision(), file, journal.head());
            });
        }
        ledger.forgetOperations(operations(journal));
    }

    private long spacing(long revision) {
        return Math.max(spacing * Math.max(1, bytes / BYTES_EACH), revision / MOST_WHILE_IT_DOUBLES);
    }
}
