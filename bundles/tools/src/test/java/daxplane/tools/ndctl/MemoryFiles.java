package daxplane.tools.ndctl;

import daxplane.tools.LocalFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Files of an operator, in memory. */
final class MemoryFiles implements LocalFiles {

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    MemoryFiles with(String path, byte[] bytes) {
        files.put(path, bytes.clone());
        return this;
    }

    byte[] content(String path) {
        return files.get(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
        if (!files.containsKey(path)) {
            throw new NoSuchFileException(path);
        }
        return files.get(path).clone();
    }

    @Override
    public List<String> list(String directory) {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
        if (path.startsWith("/full/")) {
            throw new IOException(path + ": No space left on device");
        }
        files.put(path, bytes.clone());
    }

    @Override
    public byte[] standardInput() {
        return new byte[] {1, 2, 3};
    }
}
