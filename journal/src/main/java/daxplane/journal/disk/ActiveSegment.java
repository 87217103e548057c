package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.chronicle.QueueAppender;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The segment that this process appends to. Not thread-safe. */
final class ActiveSegment implements AutoCloseable {

    private static final String BOOKKEEPING = "metadata.cq4t";
    /** Chronicle's bookkeeping file holds a dozen numbers; the rest of it stays a hole. */
    private static final int BOOKKEEPING_BYTES = 4096;
    /** What Chronicle writes around records: headers, paddings, an index page, and zeros behind the last one. */
    private static final int AROUND_BYTES = 4096 + QueueAppender.INDEX_PAGE_BYTES;
    private static final int AROUND_A_RECORD_BYTES = 8;

    private final Segment segment;
    private final UninterruptibleFile file;
    private final Preallocation reserve;
    private final QueueAppender tail;
    private final Chain chain;
    private final ChainCursor readBack;

    private ActiveSegment(Segment segment, UninterruptibleFile file, QueueAppender tail, Chain chain, ChainCursor readBack) {
        this.segment = segment;
        this.file = file;
        this.reserve = new Preallocation(file, readBack.end());
        this.tail = tail;
        this.chain = chain;
        this.readBack = readBack;
    }

    /** A new segment, behind everything that {@code chain} knows; durable, without a record yet. */
    static ActiveSegment begin(Segment segment, LocalDate day, Chain chain) throws IOException, JournalException {
        Path directory = segment.directory();
        Files.createDirectory(directory);
        try (var bookkeeping = UninterruptibleFile.toWrite(directory.resolve(BOOKKEEPING))) {
            bookkeeping.write(ByteBuffer.allocate(BOOKKEEPING_BYTES), 0);
        }
        try (var prepared = UninterruptibleFile.toWrite(directory.resolve(QueueAppender.preparedFileName(day)))) {
            new Preallocation(prepared, 0).upTo(Preallocation.SPARE_BYTES + AROUND_BYTES);
        }
        return opened(segment, directory.resolve(QueueAppender.fileName(day)), QueueAppender.begin(directory, day), chain, 0);
    }

    /** A segment whose last writer came to an end in order. */
    static ActiveSegment resume(Segment segment, Path file, Chain chain) throws IOException, JournalException {
        return opened(segment, file, QueueAppender.resume(segment.directory(), QueueAppender.day(file)), chain, chain.tip().next().offset());
    }

    private static ActiveSegment opened(Segment segment, Path path, QueueAppender tail, Chain chain, long offset)
            throws IOException, JournalException {
        try {
            var file = UninterruptibleFile.toWrite(path);
            var readBack = ChainCursor.behind(segment, offset, chain.tip());
            if (readBack.next().isPresent()) {
                throw new JournalException(Errno.EBUSY, "somebody else writes to the journal " + segment.journal());
            }
            var active = new ActiveSegment(segment, file, tail, chain, readBack);
            active.reserve.upTo(readBack.end() + Preallocation.SPARE_BYTES + AROUND_BYTES);
            file.force(true);
            UninterruptibleFile.forceDirectory(segment.directory());
            UninterruptibleFile.forceDirectory(segment.journal());
            return active;
        } catch (IOException | JournalException | RuntimeException failed) {
            tail.close();
            throw failed;
        }
    }

    /** Where the next record goes. */
    Position end() {
        return new Position(segment.number(), readBack.end());
    }

    /** Whether the segment should take no more units, so that its file stays within one mapping. */
    boolean full() {
        return readBack.end() >= Segment.FULL_BYTES;
    }

    /**
     * Makes room on the disk. When it fails nothing has happened.
     *
     * @param beginsWork whether the records must leave the spare alone
     */
    void reserve(List<StoredRecord> records, boolean beginsWork) throws JournalException {
        long bytes = AROUND_BYTES + (beginsWork ? Preallocation.SPARE_BYTES : 0);
        for (StoredRecord record : records) {
            bytes += record.length() + AROUND_A_RECORD_BYTES;
        }
        try {
            reserve.upTo(readBack.end() + bytes);
        } catch (IOException full) {
            throw JournalIoErrors.during("cannot append to the journal", segment.journal(), full);
        }
    }

    /** Appends and reads again what arrived in the file. When it fails the segment must be given up. */
    void write(List<StoredRecord> records) throws JournalException {
        try {
            for (StoredRecord record : records) {
                tail.append(record.bytes());
                Position start = readBack.position();
                if (!readBack.next().map(StoredRecord::bytes).filter(bytes -> Arrays.equals(bytes, record.bytes())).isPresent()) {
                    throw new IOException("revision %d did not arrive at %s".formatted(record.revision(), readBack.place()));
                }
                chain.passed(record, start, readBack);
            }
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot append to the journal", segment.journal(), trouble);
        }
    }

    /** Returns when everything that was appended is durable. When it fails nobody knows what is on the disk. */
    void force() throws JournalException {
        try {
            file.force(false);
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot make the journal durable in", segment.journal(), trouble);
        }
    }

    /** Gives the segment up. What arrived in it is durable afterwards, and may be built upon. */
    void abandon() throws JournalException {
        try (file; readBack) {
            try {
                tail.close();
            } catch (IOException asBrokenAsTheRest) {
                // only the file counts from now on
            }
            file.force(true);
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot make the journal durable in", segment.journal(), trouble);
        }
    }

    @Override
    public void close() throws IOException {
        try (file; readBack) {
            tail.close();
            file.force(true);
        }
    }
}
