package daxplane.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads a file of a Chronicle queue without Chronicle: wire type BINARY_LIGHT, data version 1, which pads.
 *
 * <pre>
 *  offset  bytes   of each document; the first one is at 0
 *       0      4   header, little endian: bits 0-29 length of the content, bit 30 bookkeeping, bit 31 not complete
 *       4      n   content
 *     4+n    0-3   padding; every document starts at a multiple of 4
 *
 *  header 0x00000000: nothing was written here yet.  0xC0000000: the queue goes on in another file.
 * </pre>
 *
 * A writer fills in the content first and the header last, so whoever sees a complete header sees the content. Because of
 * that, and because readers come by while the file grows, what the buffer has as an end is looked up again in the file.
 * Source: net.openhft.chronicle.wire.Wires and what Chronicle Queue 2026.4 writes; held against its own tailer by a test.
 */
final class QueueFile implements AutoCloseable {

    static final int HEADER_BYTES = 4;

    private static final int BUFFER_BYTES = 64 << 10;
    /** At the end of a file that grows there is a record or two to be found, not more. */
    private static final int BUFFER_BYTES_AT_THE_END = 4 << 10;
    private static final int LENGTH = 0x3fff_ffff;
    private static final int BOOKKEEPING = 0x4000_0000;
    private static final int NOT_COMPLETE = 0x8000_0000;

    private final UninterruptibleFile file;
    private ByteBuffer buffer = bufferOf(BUFFER_BYTES).limit(0);
    private long bufferOffset;

    QueueFile(Path path) throws IOException {
        this.file = UninterruptibleFile.toRead(path);
    }

    /** Whether a document that is complete is Chronicle's own. */
    static boolean isBookkeeping(int header) {
        return (header & BOOKKEEPING) != 0 && (header & NOT_COMPLETE) == 0;
    }

    static int length(int header) {
        return header & LENGTH;
    }

    /** What stands at an offset. {@code next} is where the next document starts. */
    sealed interface Document {

        record Data(byte[] content, long next) implements Document {
        }

        /** Chronicle's header and index pages. */
        record Bookkeeping(long next) implements Document {
        }

        /** Nothing yet, or something that its writer has not finished, and may never. */
        record End() implements Document {
        }

        /** No document can look like this. */
        record Broken(String what) implements Document {
        }
    }

    Document at(long offset) throws IOException {
        Document document = buffered(offset, BUFFER_BYTES);
        return document instanceof Document.End ? afresh(offset) : document;
    }

    /** As {@link #at}, and nothing that was read before is believed. */
    Document afresh(long offset) throws IOException {
        buffer.limit(0);
        return buffered(offset, BUFFER_BYTES_AT_THE_END);
    }

    private Document buffered(long offset, int ahead) throws IOException {
        if (!holds(offset, HEADER_BYTES, ahead)) {
            return new Document.End();
        }
        int header = buffer.getInt((int) (offset - bufferOffset));
        if (header == 0 || (header & NOT_COMPLETE) != 0) {
            return new Document.End();
        }
        int length = header & LENGTH;
        long next = (offset + HEADER_BYTES + length + 3) & -4L;
        if ((header & BOOKKEEPING) != 0) {
            return next <= file.size() ? new Document.Bookkeeping(next) : beyondTheEnd(length);
        }
        if (length > Segment.LARGEST_DOCUMENT_BYTES) {
            return new Document.Broken("a record of %d bytes, more than any has".formatted(length));
        }
        if (!holds(offset, HEADER_BYTES + length, ahead)) {
            return beyondTheEnd(length);
        }
        var content = new byte[length];
        buffer.get((int) (offset - bufferOffset) + HEADER_BYTES, content);
        return new Document.Data(content, next);
    }

    private static Document beyondTheEnd(int length) {
        return new Document.Broken("the file ends within something of %d bytes".formatted(length));
    }

    /** Whether the buffer has these bytes, after it was filled if need be, with so many {@code ahead} if there are. */
    private boolean holds(long offset, int bytes, int ahead) throws IOException {
        if (offset < bufferOffset || offset + bytes > bufferOffset + buffer.limit()) {
            if (bytes > buffer.capacity()) {
                buffer = bufferOf(bytes);
            }
            bufferOffset = offset;
            file.read(buffer.limit(Math.max(bytes, ahead)), offset);
        }
        return bytes <= buffer.limit();
    }

    private static ByteBuffer bufferOf(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
