package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals.CloseableJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A journal for reading. Holds nothing open, sees what others add, and does not know Chronicle. */
final class ReadableJournal implements CloseableJournal {

    private final Path directory;
    private final Chain chain;

    private ReadableJournal(Path directory) {
        this.directory = directory;
        this.chain = new Chain(directory);
    }

    /** @throws JournalException ENOENT, EACCES, ENOTDIR. A damaged journal can be opened: what comes before the damage is good */
    static ReadableJournal open(Path directory) throws JournalException {
        var journal = new ReadableJournal(directory);
        Optional<JournalException> trouble = journal.look();
        // Damage is told to whoever reads as far as that, and by verify.
        if (trouble.isPresent() && trouble.get().errno() != Errno.EBADMSG) {
            throw trouble.get();
        }
        return journal;
    }

    @Override
    public List<JournalRecord> append(List<Entry> entries, Durability durability) throws JournalException {
        throw new JournalException(Errno.EROFS, "the journal " + directory + " was opened for reading only");
    }

    @Override
    public long head() {
        look(); // trouble is told by every read
        return chain.tip().revision();
    }

    @Override
    public Optional<JournalRecord> record(long revision) throws JournalException {
        Optional<JournalException> trouble = look();
        var found = new ArrayList<JournalRecord>(1);
        chain.read(revision, Math.min(revision, chain.tip().revision()), found::add);
        if (found.isEmpty() && revision > 0 && trouble.isPresent()) {
            throw trouble.get();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    @Override
    public void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException {
        Optional<JournalException> trouble = look();
        long head = chain.tip().revision();
        var wanted = new Wanted<>(sink);
        chain.read(from, Math.min(to, head), wanted);
        requireSound(trouble, to >= head && !wanted.enough);
    }

    @Override
    public long lastBefore(Instant time) throws JournalException {
        look(); // trouble is among the findings
        return chain.lastBefore(time);
    }

    @Override
    public void stored(long from, long to, Predicate<byte[]> sink) throws JournalException {
        Optional<JournalException> trouble = look();
        long head = chain.tip().revision();
        var wanted = new Wanted<>(sink);
        chain.stored(from, Math.min(to, head), record -> wanted.test(record.bytes()));
        requireSound(trouble, to >= head && !wanted.enough);
    }

    private static void requireSound(Optional<JournalException> trouble, boolean wantsTheEnd) throws JournalException {
        // Whoever wants the end of the journal must not take the end of its good part for it.
        if (trouble.isPresent() && wantsTheEnd) {
            throw trouble.get();
        }
    }

    @Override
    public List<Finding> findings() {
        Optional<JournalException> trouble = look();
        long good = chain.tip().revision();
        if (trouble.isPresent()) {
            return List.of(new Finding(good, trouble.get().what()));
        }
        try {
            return chain.halfDamagedHead().map(half -> new Finding(good, half)).stream().toList();
        } catch (JournalException vanished) {
            return List.of(new Finding(good, vanished.what()));
        }
    }

    /** Looks at what was added since; what is wrong behind the records that are good, if anything is. */
    private Optional<JournalException> look() {
        try {
            chain.advance();
            return Optional.empty();
        } catch (JournalException trouble) {
            return Optional.of(trouble);
        }
    }

    /** Remembers whether the sink had enough. */
    private static final class Wanted<T> implements Predicate<T> {

        private final Predicate<T> sink;
        private boolean enough;

        Wanted(Predicate<T> sink) {
            this.sink = sink;
        }

        @Override
        public boolean test(T record) {
            enough = !sink.test(record);
            return !enough;
        }
    }

    @Override
    public Verification verify() throws JournalException {
        return chain.verify();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
