package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Directories, files and links below {@code /}: sysfs, and the few files of /proc and /dev that the port shows.
 *
 * <p>Methods that change the tree take real paths (no links, no dots); looking up follows links as the kernel does.
 */
final class FileTree {

    /** Links in one path: the kernel's own limit, then ELOOP. */
    private static final int MOST_LINKS = 40;
    /** PATH_MAX, with the NUL at its end. */
    private static final int LONGEST_PATH = 4096;
    private static final String HERE = ".";
    private static final String ABOVE = "..";

    private final Node.Directory root = new Node.Directory();

    /**
     * Follows links in all components, and in the last one when asked for. {@code ..} is the directory above what was reached,
     * wherever the links led; a slash at the end, and {@code .}, ask for a directory. ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG.
     */
    Node lookup(String path, boolean followLast) throws KernelException {
        if (path.getBytes(StandardCharsets.UTF_8).length >= LONGEST_PATH) {
            throw new KernelException(Errno.ENAMETOOLONG);
        }
        Deque<String> toGo = steps(path);
        Node at = root;
        int links = 0;
        while (!toGo.isEmpty()) {
            if (!(at instanceof Node.Directory directory)) {
                throw new KernelException(Errno.ENOTDIR);
            }
            String name = toGo.pop();
            if (name.equals(HERE)) {
                continue;
            }
            if (name.equals(ABOVE)) {
                at = directory.parent();
                continue;
            }
            Node entry = directory.entry(name).orElseThrow(() -> new KernelException(Errno.ENOENT));
            if (entry instanceof Node.Link link && (followLast || !toGo.isEmpty())) {
                if (++links > MOST_LINKS) {
                    throw new KernelException(Errno.ELOOP);
                }
                List<String> target = components(link.target());
                for (int i = target.size() - 1; i >= 0; i--) {
                    toGo.push(target.get(i));
                }
            } else {
                at = entry;
            }
        }
        return at;
    }

    boolean exists(String realPath) {
        return at(realPath).isPresent();
    }

    /** Makes the directory and what is missing above it. */
    Node.Directory makeDirectory(String realPath) {
        Node.Directory at = root;
        for (String name : components(realPath)) {
            Node.Directory up = at;
            Node entry = up.entry(name).orElseGet(() -> {
                Node made = new Node.Directory(name, up);
                up.put(made);
                return made;
            });
            if (!(entry instanceof Node.Directory next)) {
                throw new IllegalStateException(entry.path() + " is no directory");
            }
            at = next;
        }
        return at;
    }

    /** Adds or replaces a file; {@code nfit/handle} is put into a sub-directory. */
    void addFile(String directory, Attribute attribute) {
        int slash = attribute.name().lastIndexOf('/');
        String holder = slash < 0 ? directory : directory + "/" + attribute.name().substring(0, slash);
        Node.Directory parent = makeDirectory(holder);
        parent.put(new Node.File(attribute.name().substring(slash + 1), parent, attribute));
    }

    void addLink(String path, String targetRealPath) {
        Node.Directory parent = makeDirectory(directoryOf(path));
        parent.put(new Node.Link(nameOf(path), parent, relative(parent.path(), targetRealPath)));
    }

    /** Takes away the entry and what is below it; nothing happens when there is none. */
    void remove(String realPath) {
        at(realPath).ifPresent(node -> node.parent().remove(node.name()));
    }

    /** Takes away the directory, and those above it, as long as they are empty and lie below {@code stop}. */
    void removeEmpty(String realPath, String stop) {
        String path = realPath;
        while (path.length() > stop.length() && path.startsWith(stop)
                && at(path).orElse(null) instanceof Node.Directory directory && directory.isEmpty()) {
            remove(path);
            path = directoryOf(path);
        }
    }

    static String directoryOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Optional<Node> at(String realPath) {
        Node at = root;
        for (String name : components(realPath)) {
            if (!(at instanceof Node.Directory directory)) {
                return Optional.empty();
            }
            Optional<Node> entry = directory.entry(name);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            at = entry.get();
        }
        return Optional.of(at);
    }

    /** The way up to the innermost directory that holds both, then down, as the kernel writes its links. */
    private static String relative(String fromDirectory, String target) {
        List<String> from = components(fromDirectory);
        List<String> to = components(target);
        int common = 0;
        while (common < from.size() && common < to.size() - 1 && from.get(common).equals(to.get(common))) {
            common++;
        }
        return "../".repeat(from.size() - common) + String.join("/", to.subList(common, to.size()));
    }

    /** Of a path that somebody typed: a slash at its end is a step to where one is, and so is no step from a file. */
    private static Deque<String> steps(String typed) {
        Deque<String> steps = new ArrayDeque<>();
        for (String name : typed.split("/")) {
            if (!name.isEmpty()) {
                steps.add(name);
            }
        }
        if (typed.endsWith("/")) {
            steps.add(HERE);
        }
        return steps;
    }

    /** Of a real path, and of a link's text. */
    private static List<String> components(String path) {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty() && !name.equals(HERE)).toList();
    }
}
