package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Goes from record to record, over the borders of segments, and checks that each follows the one before. At the end it may
 * be asked again: the journal may have grown.
 */
final class ChainCursor implements AutoCloseable {

    /** How much of each record is checked. */
    enum Proof {
        /**
         * Shape, revision, and that it names the hash which the record before carries; the bytes are hashed only where a whole
         * lost page would fit into one record. Finds cuts, gaps, swaps and lost pages without hashing everything.
         */
        LINKS,
        /** All of that, and every byte against its hash. */
        CONTENT
    }

    /** A page lies wholly within a record from this size on, and its loss leaves the links alone. */
    private static final int PAGE_BYTES = 4096;

    private final MessageDigest sha256 = Sha256.digest();
    private final Proof proof;
    private Segment segment;
    private long offset;
    private long revision;
    private Optional<byte[]> previous;
    private Optional<QueueFile> file = Optional.empty();
    private String fileName = "";
    /** Whether a record of the present segment was passed. */
    private boolean beganSegment;

    private ChainCursor(Path journal, Position start, long revision, Optional<byte[]> previous, Proof proof) {
        this.segment = new Segment(journal, start.segment());
        this.offset = start.offset();
        this.revision = revision;
        this.previous = previous;
        this.proof = proof;
        this.beganSegment = start.offset() > 0;
    }

    /** @param revision of the record before; 0 at the start
     *  @param previous its hash; empty takes the first record's word for it */
    static ChainCursor at(Path journal, Position start, long revision, Optional<byte[]> previous, Proof proof) {
        return new ChainCursor(journal, start, revision, previous, proof);
    }

    static ChainCursor fromTheStart(Path journal, Proof proof) {
        return at(journal, Position.START, 0, Optional.of(Sha256.beforeTheFirst()), proof);
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
        return revision;
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
                        return Optional.of(accept(content, next));
                    }
                    case QueueFile.Document.Broken(var what) -> throw damaged(what);
                    case QueueFile.Document.End() -> {
                        if (!goOn()) {
                            return Optional.empty();
                        }
                    }
                }
            }
            return Optional.empty();
        } catch (IOException trouble) {
            throw IoTrouble.during("can not read the journal in", segment.directory(), trouble);
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
        if (!(file.orElseThrow().afresh(offset) instanceof QueueFile.Document.End)) {
            return true;
        }
        close();
        segment = segment.next();
        offset = 0;
        beganSegment = false;
        return true;
    }

    private StoredRecord accept(byte[] content, long next) throws JournalException, IOException {
        var record = StoredRecord.stored(content);
        Optional<String> flaw = flaw(record);
        if (flaw.isPresent()) {
            // Once more from the file itself, before anybody is alarmed: the buffer may be older than the record.
            if (file.orElseThrow().afresh(offset) instanceof QueueFile.Document.Data(var again, var _)) {
                record = StoredRecord.stored(again);
                flaw = flaw(record);
            }
            if (flaw.isPresent()) {
                throw damaged(flaw.get());
            }
        }
        offset = next;
        revision++;
        previous = Optional.of(record.hash());
        beganSegment = true;
        return record;
    }

    private Optional<String> flaw(StoredRecord record) {
        Optional<String> misshapen = record.misshapen();
        if (misshapen.isPresent()) {
            return misshapen;
        }
        if (record.revision() != revision + 1) {
            return Optional.of("revision %d stands where %d is due".formatted(record.revision(), revision + 1));
        }
        if (previous.isPresent() && !record.follows(previous.get())) {
            return Optional.of("it does not follow the record before it: the hashes differ");
        }
        boolean hashed = proof == Proof.CONTENT || record.length() >= PAGE_BYTES;
        return hashed && !record.proven(sha256) ? Optional.of("its bytes are not those that were hashed") : Optional.empty();
    }

    private JournalException damaged(String what) {
        return new JournalException(Errno.EBADMSG, "the journal is damaged at revision %d (%s): %s".formatted(revision + 1, place(), what));
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }
}
