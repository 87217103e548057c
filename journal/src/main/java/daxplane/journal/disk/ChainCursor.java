package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Goes from record to record, over the borders of segments, and checks that each follows the one before. At the end it may
 * be asked again: the journal may have grown.
 *
 * <p>A record that is not what was written is damage, but for two cases that a power failure leaves: behind the last
 * acknowledged record it is the end (pages of a unit that was being written, in part), and where the next segment begins with
 * the very record that is due, somebody has gone on there.
 */
final class ChainCursor implements AutoCloseable {

    /** For cursors that only pass what was passed before: nothing of that is torn. */
    private static final long EVERYTHING = Long.MAX_VALUE;

    private final ChainVerifier due;
    private Segment segment;
    private long offset;
    private Optional<QueueFile> file = Optional.empty();
    private String fileName = "";
    /** Whether a record of the present segment was passed. */
    private boolean beganSegment;

    private ChainCursor(Segment segment, long offset, ChainVerifier due) {
        this.segment = segment;
        this.offset = offset;
        this.due = due;
        this.beganSegment = offset > 0;
    }

    /** Over records that were never looked at. @param bound how far the journal reaches at least */
    static ChainCursor explore(Path journal, Chain.Tip from, ChainVerifier.Proof proof, Checkpoint bound) {
        long acknowledged = bound.closed() ? EVERYTHING : bound.revision();
        return new ChainCursor(new Segment(journal, from.next().segment()), from.next().offset(),
                new ChainVerifier(proof, acknowledged, from.revision(), Optional.of(from.hash())));
    }

    /** Over records that were looked at before, from one of them on. */
    static ChainCursor again(Path journal, RevisionIndex.Mark from) {
        Optional<byte[]> previous = from.revision() == 1 ? Optional.of(Sha256.beforeTheFirst()) : Optional.empty();
        return new ChainCursor(new Segment(journal, from.position().segment()), from.position().offset(),
                new ChainVerifier(ChainVerifier.Proof.CONTENT, EVERYTHING, from.revision() - 1, previous));
    }

    /** Where the next record is, or will be. At the start of a segment without records: 0, since it may be created anew. */
    Position position() {
        return new Position(segment.number(), beganSegment ? offset : 0);
    }

    /** Where the next document is, or will be, in the file of the present segment. */
    long end() {
        return offset;
    }

    /** The last record's revision. */
    long revision() {
        return due.passed();
    }

    /** {@code 00000001/20261120.cq4, byte 81344} */
    String place() {
        return fileName.isEmpty() ? segment.name() : fileName + ", byte " + offset;
    }

    /**
     * The next record.
     *
     * @return empty at the present end
     * @throws JournalException EBADMSG: what comes next is not what was written, the message says where; the cursor stays
     */
    Optional<StoredRecord> next() throws JournalException {
        try {
            while (opened()) {
                switch (file.orElseThrow().at(offset)) {
                    case QueueFile.Document.Bookkeeping(var next) -> offset = next;
                    case QueueFile.Document.Data(var content, var next) -> {
                        Optional<String> flaw = due.flaw(StoredRecord.stored(content));
                        if (flaw.isEmpty()) {
                            return Optional.of(passed(StoredRecord.stored(content), next));
                        }
                        if (!again(flaw.get(), due.isForeign(StoredRecord.stored(content)))) {
                            return Optional.empty();
                        }
                    }
                    case QueueFile.Document.Broken(var what) -> {
                        if (!again(what, false)) {
                            return Optional.empty();
                        }
                    }
                    case QueueFile.Document.End() -> {
                        if (!goOn()) {
                            return Optional.empty();
                        }
                    }
                }
            }
            return Optional.empty();
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot read the journal in", segment.directory(), trouble);
        }
    }

    private boolean opened() throws IOException {
        if (file.isEmpty()) {
            Optional<Path> path = segment.file();
            if (path.isPresent()) {
                file = Optional.of(new QueueFile(path.get()));
                fileName = segment.shortName(path.get());
            }
        }
        return file.isPresent();
    }

    /** Enters the next segment. False at the end of the journal. */
    private boolean goOn() throws IOException {
        if (segment.next().file().isEmpty()) {
            return false;
        }
        // Between our look at this end and the birth of the next segment its writer may have added records here.
        if (file.orElseThrow().afresh(offset) instanceof QueueFile.Document.End) {
            enterNext();
        }
        return true;
    }

    private void enterNext() throws IOException {
        close();
        segment = segment.next();
        offset = 0;
        beganSegment = false;
    }

    /**
     * What to do about something that is not as it was written: true to look again, false to take it for the end.
     *
     * @param foreign whether a whole record of another place stands there: nothing that dies in the middle leaves that
     */
    private boolean again(String what, boolean foreign) throws JournalException, IOException {
        // The buffer may be older than the record.
        if (file.orElseThrow().afresh(offset) instanceof QueueFile.Document.Data(var content, var _)
                && due.flaw(StoredRecord.stored(content)).isEmpty()) {
            return true;
        }
        if (nextSegmentHasIt()) {
            enterNext();
            return true;
        }
        if (foreign || due.wasAcknowledged()) {
            throw new JournalException(Errno.EBADMSG, "the journal is damaged at revision %d (%s): %s".formatted(due.passed() + 1, place(), what));
        }
        return false;
    }

    private boolean nextSegmentHasIt() throws IOException {
        Optional<Path> next = segment.next().file();
        if (next.isEmpty()) {
            return false;
        }
        try (var there = new QueueFile(next.get())) {
            QueueFile.Document document = there.at(0);
            while (document instanceof QueueFile.Document.Bookkeeping(var behind)) {
                document = there.at(behind);
            }
            return document instanceof QueueFile.Document.Data(var content, var _) && due.flaw(StoredRecord.stored(content)).isEmpty();
        }
    }

    private StoredRecord passed(StoredRecord record, long next) {
        offset = next;
        due.pass(record);
        beganSegment = true;
        return record;
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }
}
