package daxplane.tools;

import java.io.IOException;
import java.util.List;

/**
 * Files of whoever runs the tool: images of label areas, info blocks, configuration. Not files of the machine, which are
 * read through the port.
 */
public interface LocalFiles {

    /** No file that a tool reads is longer; a longer one is an {@link IOException}. */
    int LONGEST_BYTES = 16 << 20;

    /** @throws java.nio.file.NoSuchFileException when it does not exist */
    byte[] read(String path) throws IOException;

    /** Names in a directory, sorted; nothing where there is none. */
    List<String> list(String directory) throws IOException;

    /** Creates the file, or replaces what it holds. */
    void write(String path, byte[] bytes) throws IOException;

    /** Everything from the standard input. */
    byte[] standardInput() throws IOException;

    /** Nothing to read from, nowhere to write to: every call fails. */
    static LocalFiles none() {
        return new LocalFiles() {
            @Override
            public byte[] read(String path) throws IOException {
                throw new java.nio.file.NoSuchFileException(path);
            }

            @Override
            public List<String> list(String directory) {
                return List.of();
            }

            @Override
            public void write(String path, byte[] bytes) throws IOException {
                throw new java.nio.file.AccessDeniedException(path);
            }

            @Override
            public byte[] standardInput() {
                return new byte[0];
            }
        };
    }
}
