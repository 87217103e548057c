package daxplane.journal.memory;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.AppendBatch;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A journal that forgets everything with the process. Thread-safe; holds at most {@link #MOST_RECORDS}. */
public final class MemoryJournal implements Journals.CloseableJournal {

    /** A test that writes more than this runs away. */
    public static final int MOST_RECORDS = 1_000_000;

    private final InstantSource clock;
    /** Guarded by this, like everything below. */
    private final List<JournalRecord> records = new ArrayList<>();
    private AppendBatch.End end = AppendBatch.End.OF_NOTHING;
    private final MessageDigest sha256 = Sha256.digest();

    public MemoryJournal() {
        this(InstantSource.system());
    }

    public MemoryJournal(InstantSource clock) {
        this.clock = clock;
    }

    /** Everything appended so far, in order. */
    public synchronized List<JournalRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public JournalRecord append(Entry entry) throws JournalException {
        return append(List.of(entry)).getFirst();
    }

    @Override
    public List<JournalRecord> append(List<Entry> entries, Durability durability) throws JournalException {
        var unit = AppendBatch.of(entries);
        synchronized (this) {
            if (records.size() + entries.size() > MOST_RECORDS) {
                throw new JournalException(Errno.ENOSPC, "the journal in memory holds at most " + MOST_RECORDS + " records");
            }
            var chained = unit.behind(end, 0, clock.instant(), sha256);
            records.addAll(chained.records());
            end = chained.end();
            return chained.records();
        }
    }

    @Override
    public synchronized long head() {
        return records.size();
    }

    @Override
    public synchronized Optional<JournalRecord> record(long revision) {
        return revision >= 1 && revision <= records.size() ? Optional.of(records.get((int) revision - 1)) : Optional.empty();
    }

    @Override
    public void read(long from, long to, Predicate<JournalRecord> sink) {
        for (JournalRecord record : records()) {
            if (record.revision() >= from && record.revision() <= to && !sink.test(record)) {
                return;
            }
        }
    }

    @Override
    public synchronized Verification verify() {
        return new Verification(end.revision(), HexFormat.of().formatHex(end.hash()), Optional.empty());
    }

    @Override
    public void close() {
        // nothing is held
    }
}
