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
import java.util.List;

/** The segment that this process appends to. Not thread-safe, but for {@link #force}. */
final class ActiveSegment implements AutoCloseable {

    private static final String TABLE = "metadata.cq4t";
    /** Chronicle's table holds a dozen numbers; the rest of it stays a hole. */
    private static final int TABLE_BYTES = 4096;
    /** What Chronicle writes around records: headers, paddings, an index page, and zeros behind the last one. */
    private static final int AROUND_BYTES = 4096 + QueueAppender.INDEX_PAGE_BYTES;
    private static final int AROUND_A_RECORD_BYTES = 8;

    private final Segment segment;
    private final Path path;
    private final UninterruptibleFile file;
    private final Preallocation reserve;
    private final QueueAppender tail;
    private final Chain chain;
    private final MappedQueueFile mapped;

    private ActiveSegment(Segment segment, Path path, UninterruptibleFile file, Preallocation reserve, QueueAppender tail, Chain chain, MappedQueueFile mapped) {
        this.segment = segment;
        this.path = path;
        this.file = file;
        this.reserve = reserve;
        this.tail = tail;
        this.chain = chain;
        this.mapped = mapped;
    }

    /** A new segment, behind everything that {@code chain} knows; durable, without a record yet. */
    static ActiveSegment begin(Segment segment, LocalDate day, Chain chain) throws IOException, JournalException {
        Path directory = segment.directory();
        Files.createDirectory(directory);
        writeTable(directory);
        long reserved = reserved(directory.resolve(QueueAppender.preparedFileName(day)), 0);
        QueueAppender tail = QueueAppender.begin(directory, day);
        return opened(segment, directory.resolve(QueueAppender.fileName(day)), tail, chain, new Bookkeeping(List.of()), 0, reserved);
    }

    /** A segment whose last writer came to an end in order. @param noted how it left what is Chronicle's */
    static ActiveSegment resume(Segment segment, Path file, Chain chain, Bookkeeping noted) throws IOException, JournalException {
        // Chronicle waits for whoever seems to be writing where it wants to write: nothing may stand there.
        long reserved = reserved(file, chain.tip().end());
        Files.delete(file.resolveSibling(Bookkeeping.NAME));
        Files.deleteIfExists(segment.directory().resolve(TABLE));
        writeTable(segment.directory());
        return opened(segment, file, QueueAppender.resume(segment.directory(), QueueAppender.day(file)), chain, noted, chain.tip().end(), reserved);
    }

    /** Zeros from {@code end} on; returns up to where. */
    private static long reserved(Path path, long end) throws IOException {
        try (var file = UninterruptibleFile.toWrite(path)) {
            var reserve = new Preallocation(file, end);
            reserve.upTo(end + Preallocation.SPARE_BYTES + AROUND_BYTES);
            return reserve.reserved();
        }
    }

    /** Chronicle's table has no checksum and is made anew whenever it is missing: nobody goes on with an old one. */
    private static void writeTable(Path directory) throws IOException {
        try (var table = UninterruptibleFile.toWrite(directory.resolve(TABLE))) {
            table.write(ByteBuffer.allocate(TABLE_BYTES), 0);
        }
    }

    private static ActiveSegment opened(Segment segment, Path path, QueueAppender tail, Chain chain, Bookkeeping known, long end, long reserved)
            throws IOException, JournalException {
        try {
            var file = UninterruptibleFile.toWrite(path);
            var mapped = new MappedQueueFile(file, end, known.places());
            if (!mapped.endsCleanly()) {
                throw new JournalException(Errno.EBUSY, "somebody else writes to the journal " + segment.journal());
            }
            var reserve = new Preallocation(file, reserved);
            reserve.upTo(mapped.end() + Preallocation.SPARE_BYTES + AROUND_BYTES);
            file.force(true);
            UninterruptibleFile.forceDirectory(segment.directory());
            UninterruptibleFile.forceDirectory(segment.journal());
            return new ActiveSegment(segment, path, file, reserve, tail, chain, mapped);
        } catch (IOException | JournalException | RuntimeException | InternalError failed) {
            tail.close();
            throw failed;
        }
    }

    /** Where the next record goes. */
    Position end() {
        return new Position(segment.number(), mapped.end());
    }

    /** Whether the segment should take no more units, so that its file stays within one mapping. */
    boolean full() {
        return mapped.end() >= Segment.FULL_BYTES;
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
            long before = reserve.reserved();
            reserve.upTo(mapped.end() + bytes);
            if (reserve.reserved() > before) {
                // Else each new page of the file would cost its flush a commit of the file system's journal.
                file.force(false);
            }
        } catch (IOException full) {
            throw JournalIoErrors.during("cannot append to the journal", segment.journal(), full);
        }
    }

    /** Appends, and compares what arrived in the file. When it fails the segment must be given up. */
    void write(List<StoredRecord> records) throws JournalException {
        try {
            for (StoredRecord record : records) {
                tail.append(record.bytes());
                Position start = end();
                if (!mapped.arrived(record.bytes())) {
                    throw new IOException("revision %d did not arrive at %s, byte %d".formatted(record.revision(),
                            segment.shortName(path), mapped.end()));
                }
                chain.passed(record, start, mapped.end());
            }
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot append to the journal", segment.journal(), trouble);
        } catch (InternalError fault) {
            // SIGBUS: a page of the file could not be had
            throw JournalIoErrors.during("cannot append to the journal", segment.journal(), new IOException(fault.getMessage(), fault));
        }
    }

    /** Returns when {@code [from, to)} of the file is durable; from any thread. When it fails nobody knows what is on the disk. */
    void force(long from, long to) throws JournalException {
        try {
            mapped.force(from, to);
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot make the journal durable in", segment.journal(), trouble);
        }
    }

    /** Gives the segment up. What arrived in it is durable afterwards, and may be built upon. */
    void abandon() throws JournalException {
        try (file; mapped) {
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
        try (file; mapped) {
            tail.close();
            file.force(true);
            mapped.bookkeeping().note(path);
        }
    }
}
