package daxplane.journal.memory;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One of several openings of a journal in memory, which stays when this is closed. */
public final class OpenedMemoryJournal implements Journals.CloseableJournal {

    /** How what is appended gets into the journal. */
    @FunctionalInterface
    public interface Appending {
        List<JournalRecord> append(List<Entry> entries, Durability durability) throws JournalException;
    }

    private final MemoryJournal journal;
    private final Appending appending;
    private final Runnable closed;

    /** @param closed called when this is closed */
    public OpenedMemoryJournal(MemoryJournal journal, Appending appending, Runnable closed) {
        this.journal = journal;
        this.appending = appending;
        this.closed = closed;
    }

    /** EROFS: nothing is appended through it. */
    public static OpenedMemoryJournal forReading(MemoryJournal journal) {
        return new OpenedMemoryJournal(journal, (_, _) -> {
            throw new JournalException(Errno.EROFS, "opened for reading");
        }, () -> { });
    }

    @Override
    public List<JournalRecord> append(List<Entry> entries, Durability durability) throws JournalException {
        return appending.append(entries, durability);
    }

    @Override
    public long head() {
        return journal.head();
    }

    @Override
    public Optional<JournalRecord> record(long revision) {
        return journal.record(revision);
    }

    @Override
    public void read(long from, long to, Predicate<JournalRecord> sink) {
        journal.read(from, to, sink);
    }

    @Override
    public Verification verify() {
        return journal.verify();
    }

    @Override
    public void close() {
        closed.run();
    }
}
