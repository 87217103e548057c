package daxplane.journal.disk;

import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What stands in a file behind the end of its records.
 *
 * <p>A writer that died in the middle of a record leaves a piece of it. A power failure can also leave later records of the
 * unit that was being written without the earlier ones, because pages reach the disk in any order. Neither was ever
 * acknowledged. But whole records whose unit began after the end are proof of a hole: a unit is only begun when everything
 * before it is durable.
 *
 * @param anything whether there is any byte that is not zero
 * @param lost     what the bytes prove to be missing
 */
record TornTail(boolean anything, Optional<String> lost) {

    private static final TornTail NOTHING = new TornTail(false, Optional.empty());
    private static final int BUFFER_BYTES = 1 << 20;
    /** Nobody writes further ahead than the longest unit. */
    private static final long AS_FAR_AS_BYTES = Segment.LARGEST_DOCUMENT_BYTES + (1L << 20);
    private static final int MAGIC = 0x44584A31;

    /** @param head revision of the last record before {@code end} */
    static TornTail behind(Path file, long end, long head) throws IOException {
        try (var open = UninterruptibleFile.toRead(file)) {
            Optional<Long> first = firstNonZero(open, end);
            return first.isEmpty() ? NOTHING : new TornTail(true, lost(open, end, first.get(), head));
        }
    }

    private static Optional<Long> firstNonZero(UninterruptibleFile file, long from) throws IOException {
        var zeros = new byte[BUFFER_BYTES];
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long until = Math.min(file.size(), from + AS_FAR_AS_BYTES);
        for (long offset = from; offset < until; offset += buffer.limit()) {
            file.read(buffer.clear(), offset);
            int difference = buffer.mismatch(ByteBuffer.wrap(zeros, 0, buffer.limit()));
            if (difference >= 0) {
                return Optional.of(offset + difference);
            }
        }
        return Optional.empty();
    }

    /** Looks at every place where a document may start for a whole record of a later unit. */
    private static Optional<String> lost(UninterruptibleFile file, long end, long first, long head) throws IOException {
        var sha256 = Sha256.digest();
        var start = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.BIG_ENDIAN);
        long window = Math.max(end, first - StoredRecord.HEADER_BYTES & -4L);
        long until = Math.min(file.size(), end + AS_FAR_AS_BYTES);
        while (window < until) {
            file.read(start.clear(), window);
            for (int at = 0; at + 8 <= start.limit(); at += 4) {
                if (start.getInt(at) == MAGIC) {
                    Optional<StoredRecord> record = record(file, window + at, start.getInt(at + 4));
                    if (record.isPresent() && record.get().proven(sha256) && record.get().revision() - record.get().place() > head + 1) {
                        return Optional.of("revision %d still stands at byte %d, but nothing between %d and it".formatted(
                                record.get().revision(), window + at, head));
                    }
                }
            }
            // The last word of a window may be a start whose length is in the next one.
            window += Math.max(4, start.limit() - 4 & -4);
        }
        return Optional.empty();
    }

    private static Optional<StoredRecord> record(UninterruptibleFile file, long offset, int length) throws IOException {
        // What reaches behind the end is no whole record, and room for it would be wasted at every word that looks like a start.
        if (length < StoredRecord.FRAME_BYTES || length > Segment.LARGEST_DOCUMENT_BYTES || length > file.size() - offset) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(length);
        file.read(bytes, offset);
        return bytes.limit() == length ? Optional.of(StoredRecord.stored(bytes.array())) : Optional.empty();
    }
}
