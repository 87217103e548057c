package daxplane.kernel.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;

/** A media file. */
public final class FileStorage implements Storage {

    private final Path file;
    private final FileChannel channel;
    private final long bytes;

    private FileStorage(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.bytes = channel.size();
    }

    public static FileStorage openForWriting(Path file) throws IOException {
        return new FileStorage(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    public static FileStorage openForReading(Path file) throws IOException {
        return new FileStorage(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public SortedMap<String, String> controller() throws IOException {
        return new ControllerFile(file).read();
    }

    @Override
    public void controller(SortedMap<String, String> values) throws IOException {
        new ControllerFile(file).write(values);
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position() - at) < 0) {
                throw new EOFException(name() + " became shorter than " + (offset + length) + " bytes");
            }
        }
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) throws IOException {
        if (offset < 0 || offset > bytes - length) {
            throw new EOFException(length + " bytes at " + offset + " do not fit into " + name());
        }
        ByteBuffer buffer = ByteBuffer.wrap(from, at, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, offset + buffer.position() - at);
        }
    }

    /** The file takes no space then. */
    @Override
    public void clear() throws IOException {
        if (bytes > 0) {
            channel.truncate(0);
            channel.write(ByteBuffer.allocate(1), bytes - 1);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
