package daxplane.journal.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The queue file that this process appends to, as it stands in the page cache. What Chronicle wrote is compared where it arrived,
 * without a system call, and only the pages that hold it are made durable: {@code msync} of a range takes one flush and one page where
 * {@code fdatasync} takes the page of Chronicle's header as well. Nothing is ever stored through this mapping.
 *
 * <p>{@link #arrived} is for one thread; {@link #force} for any.
 */
final class MappedQueueFile implements AutoCloseable {

    /** A full segment, the largest unit behind it, and what Chronicle puts around records. */
    private static final long MAP_BYTES = Segment.FULL_BYTES + Segment.LARGEST_DOCUMENT_BYTES + (1L << 20);
    private static final ValueLayout.OfInt HEADER = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment map;
    private final List<Bookkeeping.Place> bookkeeping;
    private long end;

    /**
     * @param end         where the next document goes
     * @param bookkeeping Chronicle's documents before that
     */
    MappedQueueFile(UninterruptibleFile file, long end, List<Bookkeeping.Place> bookkeeping) throws IOException {
        this.end = end;
        this.bookkeeping = new ArrayList<>(bookkeeping);
        try {
            this.map = file.map(MAP_BYTES, arena);
        } catch (IOException | RuntimeException | Error failed) {
            arena.close();
            throw failed;
        }
    }

    /** Where the next document goes. */
    long end() {
        return end;
    }

    /** Passes what Chronicle has put at the end for itself. False when something else stands there, or may stand there soon. */
    boolean endsCleanly() throws IOException {
        passBookkeeping();
        return header(end) == 0;
    }

    /** Passes a record, when it stands where it is due. */
    boolean arrived(byte[] record) throws IOException {
        passBookkeeping();
        if (header(end) != record.length) {
            return false;
        }
        long start = end + QueueFile.HEADER_BYTES;
        if (MemorySegment.mismatch(map, start, start + record.length, MemorySegment.ofArray(record), 0, record.length) >= 0) {
            return false;
        }
        end = next(record.length);
        return true;
    }

    private void passBookkeeping() throws IOException {
        for (int header = header(end); QueueFile.isBookkeeping(header); header = header(end)) {
            long next = next(QueueFile.length(header));
            if (next > MAP_BYTES) {
                throw new IOException("Chronicle keeps %d bytes for itself at byte %d".formatted(QueueFile.length(header), end));
            }
            bookkeeping.add(new Bookkeeping.Place(end, (int) (next - end)));
            end = next;
        }
    }

    private long next(int length) {
        return end + QueueFile.HEADER_BYTES + length + 3 & -4L;
    }

    private int header(long offset) throws IOException {
        if (offset + QueueFile.HEADER_BYTES > MAP_BYTES) {
            throw new IOException("the segment is longer than any may be");
        }
        return map.get(HEADER, offset);
    }

    /** Everything of Chronicle's that was passed. */
    Bookkeeping bookkeeping() {
        return new Bookkeeping(List.copyOf(bookkeeping));
    }

    /** Returns when the pages of {@code [from, to)} are durable. */
    void force(long from, long to) throws IOException {
        try {
            map.asSlice(from, to - from).force();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
