package daxplane.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Files of whoever runs the tool: images of label areas, info blocks, configuration. Not files of the machine, which are
 * read through the port.
 */
@ConsumerType
public interface LocalFiles {

    /** No file that a tool reads is longer; a longer one is an {@link IOException}. */
    int LONGEST_BYTES = 16 << 20;

    /** @throws java.nio.file.NoSuchFileException when it does not exist */
    byte[] read(String path) throws IOException;

    /** Names in a directory, sorted; nothing where there is none. */
    List<String> list(String directory) throws IOException;

    /** Creates the file, or replaces what it holds. */
    void write(String path, byte[] bytes) throws IOException;

    /** What a file begins with, up to a number of bytes; the file may be longer than any that {@link #read} reads. */
    default byte[] readStart(String path, int bytes) throws IOException {
        byte[] whole = read(path);
        return Arrays.copyOf(whole, Math.min(bytes, whole.length));
    }

    /**
     * Bytes in a file.
     *
     * @throws java.nio.file.NoSuchFileException when it does not exist
     */
    default long length(String path) throws IOException {
        return read(path).length;
    }

    /** Replaces what a file begins with, and creates it where it does not exist. What follows stays. */
    default void writeStart(String path, byte[] bytes) throws IOException {
        byte[] whole;
        try {
            whole = read(path);
        } catch (NoSuchFileException absent) {
            whole = new byte[0];
        }
        byte[] replaced = Arrays.copyOf(whole, Math.max(whole.length, bytes.length));
        System.arraycopy(bytes, 0, replaced, 0, bytes.length);
        write(path, replaced);
    }

    /** Adds to the end of a file, and creates it where it does not exist. */
    default void append(String path, byte[] bytes) throws IOException {
        byte[] whole;
        try {
            whole = read(path);
        } catch (NoSuchFileException absent) {
            whole = new byte[0];
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + bytes.length);
        System.arraycopy(bytes, 0, longer, whole.length, bytes.length);
        write(path, longer);
    }

    /** Removes a file; nothing happens when there is none. */
    default void delete(String path) throws IOException {
        throw new AccessDeniedException(path);
    }

    /**
     * Makes a symbolic link.
     *
     * @param target what it leads to, as it stands; it may be missing
     * @throws java.nio.file.FileAlreadyExistsException when there is something at {@code path}
     */
    default void link(String path, String target) throws IOException {
        throw new AccessDeniedException(path);
    }

    /** Everything from the standard input. */
    byte[] standardInput() throws IOException;

    /** Nothing to read from, nowhere to write to: every call fails. */
    static LocalFiles none() {
        return new LocalFiles() {
            @Override
            public byte[] read(String path) throws IOException {
                throw new NoSuchFileException(path);
            }

            @Override
            public List<String> list(String directory) {
                return List.of();
            }

            @Override
            public void write(String path, byte[] bytes) throws IOException {
                throw new NoSuchFileException(path);
            }

            @Override
            public byte[] standardInput() {
                return new byte[0];
            }
        };
    }
}
