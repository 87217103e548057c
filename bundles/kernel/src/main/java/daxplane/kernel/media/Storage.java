package daxplane.kernel.media;

import java.io.IOException;

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

    @Override
    default void close() throws IOException {
    }
}
