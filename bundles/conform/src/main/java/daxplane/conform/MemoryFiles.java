package daxplane.conform;

import daxplane.tools.LocalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The files that the programs of a recording leave for each other, in {@code /tmp}, and the one that each recorded machine has. */
final class MemoryFiles implements LocalFiles {

    /** Bytes of all of them; a recording writes a label area or two. */
    private static final long MOST_BYTES = 64 << 20;

    /** First program of a recorded machine. */
    private static final String INIT = "/init";

    /** Keys of DIMMs, with the file that the package of the originals brings. */
    private static final String KEYS = "/etc/ndctl/keys/";

    private static final String TEMPORARY = "/tmp/";

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    /** At most one for each program that a recording starts. */
    private final SortedMap<String, Supplier<byte[]>> live = new TreeMap<>();

    MemoryFiles() {
        files.put(INIT, new byte[1]);
        files.put(KEYS + "keys.readme", new byte[36]);
    }

    static boolean covers(String path) {
        return path.startsWith(TEMPORARY) || path.startsWith(KEYS);
    }

    boolean exists(String path) {
        return files.containsKey(path) || live.containsKey(path);
    }

    /** The folders that they lie in. */
    boolean isDirectory(String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        return folder.equals(KEYS) || folder.equals(TEMPORARY);
    }

    void writeText(String path, String text) {
        live.remove(path);
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void appendText(String path, String text) {
        byte[] before = files.getOrDefault(path, new byte[0]);
        writeText(path, new String(before, StandardCharsets.UTF_8) + text);
    }

    /** What a program that goes on prints into: each look at the file shows what it has printed by then. */
    void follow(String path, Supplier<byte[]> content) {
        files.remove(path);
        live.put(path, content);
    }

    @Override
    public byte[] read(String path) throws IOException {
        byte[] bytes = live.containsKey(path) ? live.get(path).get() : files.get(path);
        if (bytes == null) {
            throw new NoSuchFileException(path);
        }
        return bytes.clone();
    }

    @Override
    public List<String> list(String directory) {
        String prefix = directory.endsWith("/") ? directory : directory + "/";
        return files.keySet().stream().filter(path -> path.startsWith(prefix)).map(path -> path.substring(prefix.length()))
                .filter(name -> name.indexOf('/') < 0).toList();
    }

    @Override
    public void delete(String path) {
        files.remove(path);
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
        if (!covers(path) || bytes.length + files.values().stream().mapToLong(other -> other.length).sum() > MOST_BYTES) {
            throw new IOException("No space left on device");
        }
        files.put(path, bytes.clone());
    }

    @Override
    public byte[] standardInput() {
        return new byte[0];
    }
}
