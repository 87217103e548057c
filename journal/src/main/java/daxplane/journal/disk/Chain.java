package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.Journal.Verification;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The records of a journal as far as they were looked at: where they are, and that they hang together. Thread-safe.
 */
final class Chain {

    private static final Tip NOTHING_YET = new Tip(0, Sha256.beforeTheFirst(), Position.START, 0);

    private final Path journal;
    /** What is known so far; guarded by this. */
    private RevisionIndex index = new RevisionIndex();
    /** Of each segment what was seen of it, the present one last; without a gap. */
    private final List<SegmentSummary> summaries = new ArrayList<>();
    /** How many of them were taken from the index instead of being gone through; empty before that was tried. */
    private OptionalInt believed = OptionalInt.empty();
    private Tip tip = NOTHING_YET;
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
        if (believed.isEmpty()) {
            believe(SegmentIndexFile.read(journal));
        }
        try {
            return look(ChainVerifier.Proof.LINKS);
        } catch (JournalException damaged) {
            if (damaged.errno() != Errno.EBADMSG || believed.getAsInt() == 0) {
                throw damaged;
            }
            // It may be the index that is wrong: only what is in the segments counts.
            forget();
            return look(ChainVerifier.Proof.LINKS);
        }
    }

    /** Passes segments by that were gone through before. */
    private void believe(List<SegmentSummary> known) {
        believed = OptionalInt.of(known.size());
        if (known.isEmpty()) {
            return;
        }
        known.forEach(index::add);
        summaries.addAll(known);
        SegmentSummary last = known.getLast();
        tip = last.tip(Files.exists(new Segment(journal, last.segment()).next().directory()));
    }

    private void forget() {
        believed = OptionalInt.of(0);
        index = new RevisionIndex();
        summaries.clear();
        tip = NOTHING_YET;
        whole = false;
        seen = -1;
    }

    /** Notes what was gone through, so that the next one need not. Disposable. */
    synchronized void noteIndex() {
        SegmentIndexFile.write(journal, summaries);
    }

    /** Whether segments were gone through that the index does not have. */
    synchronized boolean knowsMoreThanIndex() {
        return summaries.size() > believed.orElse(0) + 1;
    }

    private void passed(StoredRecord record, Position start, Position next, long end) {
        int segment = next.segment();
        if (summaries.isEmpty() || summaries.getLast().segment() != segment) {
            summaries.add(new SegmentSummary(segment, record.revision()));
        }
        Position there = start.segment() == segment ? start : new Position(segment, 0);
        summaries.getLast().add(record, there, end);
        index.add(record.revision(), there);
        tip = new Tip(record.revision(), record.hash(), next, end);
    }

    /** Revision of the last record that is not younger than that, among those that were looked at; 0 when there is none. */
    long lastBefore(Instant time) throws JournalException {
        List<SegmentSummary> from;
        synchronized (this) {
            from = List.copyOf(summaries);
        }
        for (SegmentSummary summary : from.reversed()) {
            if (summary.isOver(time)) {
                return summary.last();
            }
            var last = new long[1];
            if (!summary.begins(time)) {
                stored(summary.first(), summary.last(), record -> {
                    last[0] = record.time().isAfter(time) ? last[0] : record.revision();
                    return true;
                });
            }
            if (last[0] > 0) {
                return last[0];
            }
        }
        return 0;
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
            passed(record.get(), start, cursor.position(), cursor.end());
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
        passed(record, start, new Position(start.segment(), end), end);
    }

    /** A bound that comes before what was looked at already: it is held against the record that it names. */
    private void requireStillSame(Checkpoint bound) throws IOException, JournalException {
        if (bound.revision() < 1 || bound.revision() > tip.revision() || bound.revision() == tip.revision() && bound.hash().equals(tip.hex())) {
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

    /**
     * Goes through everything, byte by byte, and believes nothing that was seen before. Closed segments are hashed beside each other; when anything at
     * all is wrong, one record after the other, so that the first bad one is found.
     */
    Verification verify() throws JournalException {
        OptionalInt growing = ClosedSegments.provenBefore(journal);
        if (growing.isPresent()) {
            try {
                var linked = new Chain(journal);
                linked.look(ChainVerifier.Proof.LINKS);
                linked.hashFrom(growing.getAsInt());
                return linked.outcome(halfDamagedHead());
            } catch (JournalException wrong) {
                // Found again below, with the first bad record.
            }
        }
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

    /** Reads the records from a segment on, which hashes them. */
    private void hashFrom(int segment) throws JournalException {
        long first;
        long last;
        synchronized (this) {
            first = summaries.stream().filter(summary -> summary.segment() >= segment).mapToLong(SegmentSummary::first).findFirst().orElse(tip.revision() + 1);
            last = tip.revision();
        }
        stored(first, last, _ -> true);
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
