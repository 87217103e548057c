package daxplane.kernel.media;

import java.io.IOException;

/** Somebody else's storage: read only, and left open. */
public record BorrowedStorage(Storage owned) implements Storage {

    @Override
    public long bytes() {
        return owned.bytes();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) throws IOException {
        owned.read(offset, into, at, length);
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) throws IOException {
        throw new IOException(name() + " is borrowed, for reading");
    }

    @Override
    public void clear() throws IOException {
        throw new IOException(name() + " is borrowed, for reading");
    }

    @Override
    public String name() {
        return owned.name();
    }
}
