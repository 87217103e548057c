package daxplane.conform;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.host.Attributes;
import daxplane.host.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every file, link and directory below a directory. Modes are not part of it: the port does not tell them.
 *
 * @param entries by full path; the directory itself is one of them
 */
record FileTree(SortedMap<String, Entry> entries) {

    /** What stands at one path. */
    sealed interface Entry {

        /** @param text {@code !ERRNO} when it fails to read, as in a {@link StateMap} */
        record File(String text) implements Entry {
        }

        record Link(String target) implements Entry {
        }

        record Directory() implements Entry {
        }
    }

    FileTree {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * A recorded one: path to {@code ["f", mode, text]}, text null for a file that is only written to; {@code ["l", target]};
     * {@code ["d", mode]}.
     *
     * @throws IOException damaged, with the path that is
     */
    static FileTree read(InputStream json) throws IOException {
        var entries = new TreeMap<String, Entry>();
        for (Map.Entry<String, Object> each : JSON.std.mapFrom(json).entrySet()) {
            entries.put(each.getKey(), entry(each.getKey(), each.getValue()));
        }
        return new FileTree(entries);
    }

    private static Entry entry(String path, Object recorded) throws IOException {
        return switch (recorded) {
            case List<?> file when file.size() == 3 && "f".equals(file.getFirst()) ->
                    new Entry.File(file.get(2) == null ? StateReader.WRITE_ONLY : file.get(2).toString());
            case List<?> link when link.size() == 2 && "l".equals(link.getFirst()) && link.getLast() instanceof String target -> new Entry.Link(target);
            case List<?> directory when directory.size() == 2 && "d".equals(directory.getFirst()) -> new Entry.Directory();
            case null, default -> throw new IOException(path + " is neither file, link nor directory");
        };
    }

    /** What a host has there, as deep as this tree goes, and nothing behind links. */
    FileTree sameOf(Attributes attributes) throws HostException {
        var here = new TreeMap<String, Entry>();
        if (!entries.isEmpty()) {
            int deepest = entries.keySet().stream().mapToInt(FileTree::depth).max().orElseThrow();
            collect(attributes, entries.firstKey(), deepest, here);
        }
        return new FileTree(here);
    }

    private static void collect(Attributes attributes, String path, int deepest, SortedMap<String, Entry> found) throws HostException {
        switch (attributes.kind(path)) {
            case FILE -> found.put(path, new Entry.File(text(attributes, path)));
            case LINK -> found.put(path, new Entry.Link(attributes.readLink(path)));
            case DIRECTORY -> {
                found.put(path, new Entry.Directory());
                if (depth(path) < deepest) {
                    for (String name : attributes.list(path)) {
                        collect(attributes, path + "/" + name, deepest, found);
                    }
                }
            }
            case ABSENT -> { }
        }
    }

    private static String text(Attributes attributes, String path) {
        try {
            return attributes.read(path);
        } catch (HostException unreadable) {
            return StateReader.mark(unreadable);
        }
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }
}
