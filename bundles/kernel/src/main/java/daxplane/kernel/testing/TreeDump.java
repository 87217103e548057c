package daxplane.kernel.testing;

import daxplane.host.Attributes.Kind;
import daxplane.host.HostException;
import daxplane.kernel.core.Files;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tree of files as text: {@code d 0755}, {@code l TARGET}, {@code f MODE TEXT}; a file that cannot be read shows its errno. */
public final class TreeDump {

    private TreeDump() {
    }

    public static SortedMap<String, String> of(Files files, String root) {
        SortedMap<String, String> dump = new TreeMap<>();
        try {
            add(files, root.equals("/") ? "" : root, dump);
        } catch (HostException vanished) {
            throw new IllegalStateException(vanished);
        }
        return dump;
    }

    private static void add(Files files, String path, SortedMap<String, String> dump) throws HostException {
        String at = path.isEmpty() ? "/" : path;
        Kind kind = files.kind(at);
        String mode = "%04o".formatted(files.mode(at));
        switch (kind) {
            case LINK -> dump.put(at, "l " + files.readLink(at));
            case FILE -> dump.put(at, "f " + mode + " " + text(files, at));
            case DIRECTORY -> {
                dump.put(at, "d " + mode + " " + String.join(" ", files.list(at)));
                for (String name : files.list(at)) {
                    add(files, path + "/" + name, dump);
                }
            }
            case ABSENT -> throw new IllegalStateException(at + " is listed and is not there");
        }
    }

    private static String text(Files files, String path) {
        try {
            return files.read(path);
        } catch (HostException refused) {
            return "!" + refused.errno();
        }
    }
}
