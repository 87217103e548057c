package daxplane.kernel.media;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;

/** Bytes that can be read and written anywhere: a file, or memory. What was never written reads as zero. */
public interface Storage extends AutoCloseable {

    long bytes();

    void read(long offset, byte[] into, int at, int length) throws IOException;

    void write(long offset, byte[] from, int at, int length) throws IOException;

    /** Makes everything zero. */
    void clear() throws IOException;

    /** For messages: name of the file. */
    String name();

    /** Makes what was written outlive the computer that simulates. */
    default void force() throws IOException {
    }

    /** What the DIMM's controller keeps beside the bytes, named texts; nothing while nobody has written any. */
    default SortedMap<String, String> controller() throws IOException {
        return Collections.emptySortedMap();
    }

    /** Replaces what the controller keeps, as a whole or not at all; durable when it returns. */
    default void controller(SortedMap<String, String> values) throws IOException {
        throw new IOException(name() + " has no controller");
    }

    @Override
    default void close() throws IOException {
    }
}
