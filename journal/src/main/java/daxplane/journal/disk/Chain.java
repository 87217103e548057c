package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.Journal.Verification;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The records of a journal as far as they were looked at: where they are, and that they hang together. Thread-safe.
 */
final class Chain {

    private final Path journal;
    /** What is known so far; guarded by this. */
    private final RevisionIndex index = new RevisionIndex();
    private Tip tip = new Tip(0, Sha256.beforeTheFirst(), Position.START, 0);
    /** Whether the end was reached once and was not a hole; from then on the journal only grows. */
    private boolean whole;
    /** Checkpoint of the last complete look; while it stands nothing was acknowledged since. */
    private long seen = -1;

    Chain(Path journal) {
        this.journal = journal;
    }

    /**
     * The last record that was looked at.
     *
     * @param revision 0 when there is none
     * @param hash     of that record
     * @param next     where the next record is looked for
     * @param end      where the records of that segment end, in bytes
     */
    record Tip(long revision, byte[] hash, Position next, long end) {

        String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    synchronized Tip tip() {
        return tip;
    }

    /**
     * Looks at what was added since, as far as the journal goes now.
     *
     * @throws JournalException EBADMSG: it is damaged, or ends too early; what comes before the damage can still be read
     */
    synchronized Tip advance() throws JournalException {
        return look(ChainVerifier.Proof.LINKS);
    }

    private synchronized Tip look(ChainVerifier.Proof proof) throws JournalException {
        // First the lower bound, then the records: a writer may add to both meanwhile, but never to the bound first.
        Checkpoint bound;
        try {
            bound = CheckpointFile.read(journal);
        } catch (JournalException lost) {
            if (lost.errno() == Errno.EBADMSG) {
                // Without a bound nothing proves that this is all; what is there can be read all the same.
                explore(proof, Checkpoint.UNKNOWN);
            }
            throw lost;
        }
        return bound.serial() == seen ? tip : explore(proof, bound);
    }

    private Tip explore(ChainVerifier.Proof proof, Checkpoint bound) throws JournalException {
        try (var cursor = ChainCursor.explore(journal, tip, proof, bound)) {
            requireStillSame(bound);
            List<Integer> segments = Segment.numbers(journal);
            do {
                follow(cursor, bound);
            } while (!ends(cursor, bound));
            requireAll(segments, cursor);
            requireAsMany(cursor, bound);
            whole = true;
            seen = bound.serial();
            return tip;
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot read the journal in", journal, trouble);
        }
    }

    private void follow(ChainCursor cursor, Checkpoint bound) throws JournalException {
        Position start = cursor.position();
        for (var record = cursor.next(); record.isPresent(); record = cursor.next()) {
            index.add(record.get().revision(), start);
            tip = new Tip(record.get().revision(), record.get().hash(), cursor.position(), cursor.end());
            requireSame(record.get(), bound);
            start = cursor.position();
        }
        tip = new Tip(tip.revision(), tip.hash(), cursor.position(), cursor.end());
    }

    /** Whether this is the end, and not a hole. While somebody writes, what looked like a hole may have been filled since. */
    private boolean ends(ChainCursor cursor, Checkpoint bound) throws IOException, JournalException {
        if (whole || bound.closed()) {
            return true;
        }
        Optional<String> lost = residue().flatMap(TornTail::lost);
        if (lost.isEmpty()) {
            return true;
        }
        if (explored(cursor, bound)) {
            return false;
        }
        throw new JournalException(Errno.EBADMSG, "the journal is damaged: it has a hole behind revision %d (%s): %s; restore it from a copy"
                .formatted(tip.revision(), cursor.place(), lost.get()));
    }

    private boolean explored(ChainCursor cursor, Checkpoint bound) throws JournalException {
        long before = tip.revision();
        follow(cursor, bound);
        return tip.revision() > before;
    }

    private void requireAsMany(ChainCursor cursor, Checkpoint bound) throws JournalException {
        if (tip.revision() < bound.revision()) {
            throw new JournalException(Errno.EBADMSG, ("the journal is cut off: it ends after revision %d (%s), and had %d;"
                    + " restore it from a copy").formatted(tip.revision(), cursor.place(), bound.revision()));
        }
    }

    /** Enters a record that the writer has just written and found where it is due. @param end of the segment behind it */
    synchronized void passed(StoredRecord record, Position start, long end) {
        index.add(record.revision(), start);
        tip = new Tip(record.revision(), record.hash(), new Position(start.segment(), end), end);
    }

    /** A bound that comes before what was looked at already: it is held against the record that it names. */
    private void requireStillSame(Checkpoint bound) throws IOException, JournalException {
        if (bound.revision() < 1 || bound.revision() > tip.revision()) {
            return;
        }
        try (var cursor = cursorBefore(bound.revision())) {
            for (var record = cursor.next(); record.isPresent(); record = cursor.next()) {
                if (record.get().revision() == bound.revision()) {
                    requireSame(record.get(), bound);
                    return;
                }
            }
        }
    }

    private void requireSame(StoredRecord record, Checkpoint bound) throws JournalException {
        if (record.revision() == bound.revision() && !HexFormat.of().formatHex(record.hash()).equals(bound.hash())) {
            throw new JournalException(Errno.EBADMSG, ("the journal is damaged: revision %d has the hash %s, and its file %s says %s;"
                    + " one of them was exchanged").formatted(record.revision(), HexFormat.of().formatHex(record.hash()),
                    CheckpointFile.NAME, bound.hash()));
        }
    }

    /** The one after the present one may be about to be created; any other that was there must have been passed. */
    private void requireAll(List<Integer> segments, ChainCursor cursor) throws JournalException {
        int reached = tip.next().segment();
        if (!segments.isEmpty() && segments.getLast() > reached + 1) {
            throw new JournalException(Errno.EBADMSG, "the journal is damaged: segment %s ends after revision %d, the next one is missing, and there is segment %s"
                    .formatted(new Segment(journal, reached).name(), cursor.revision(), new Segment(journal, segments.getLast()).name()));
        }
    }

    /** Hands the records {@code [from, to]} over, until {@code sink} has enough. They must have been looked at. */
    void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException {
        stored(from, to, record -> sink.test(record.record()));
    }

    /** As {@link #read}, each as it is stored. */
    void stored(long from, long to, Predicate<StoredRecord> sink) throws JournalException {
        long first = Math.max(1, from);
        if (to < first) {
            return;
        }
        try (var cursor = cursorBefore(first)) {
            while (cursor.revision() < to) {
                StoredRecord record = cursor.next().orElseThrow(() -> new JournalException(Errno.EBADMSG,
                        "the journal became shorter while it was read: it ends at " + cursor.place()));
                if (record.revision() >= first && !sink.test(record)) {
                    return;
                }
            }
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot read the journal in", journal, trouble);
        }
    }

    /** A cursor a little before a revision. Every byte that it passes is checked. */
    private synchronized ChainCursor cursorBefore(long revision) {
        return ChainCursor.again(journal, index.before(revision));
    }

    /** Goes through everything, byte by byte, and believes nothing that was seen before. */
    Verification verify() throws JournalException {
        var fresh = new Chain(journal);
        try {
            fresh.look(ChainVerifier.Proof.CONTENT);
            return fresh.outcome(halfDamagedHead());
        } catch (JournalException damaged) {
            if (damaged.errno() == Errno.EBADMSG) {
                return fresh.outcome(Optional.of(damaged.what()));
            }
            throw damaged;
        }
    }

    /** What one damaged line of the head means; empty when both are whole. */
    Optional<String> halfDamagedHead() throws JournalException {
        return CheckpointFile.halfDamaged(journal)
                ? Optional.of("one line of the file " + CheckpointFile.NAME + " is damaged, so the journal may have been longer than the other one says")
                : Optional.empty();
    }

    private Verification outcome(Optional<String> damage) {
        return new Verification(tip().revision(), tip().hex(), damage);
    }

    /** What stands behind the last record in its file; empty when there is no file. */
    Optional<TornTail> residue() throws IOException {
        Tip last = tip();
        Optional<Path> file = new Segment(journal, last.next().segment()).file();
        return file.isPresent() ? Optional.of(TornTail.behind(file.get(), last.end(), last.revision())) : Optional.empty();
    }
}
