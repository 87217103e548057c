package daxplane.host.recorded;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Changes;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * An attribute tree in memory, for tests: files with modes, directories, links, in the kernel's directory order. Nothing lives
 * in it: a write replaces a text. It notes what was touched, as a host does.
 *
 * <p>A text {@code !ENXIO} stands for an attribute whose reading fails so, as in recordings. Not thread-safe.
 */
public final class AttributeTree implements Attributes, Changes {

    private static final int MOST_LINKS = 40;

    private sealed interface Entry {
        record Directory(Map<String, Entry> children) implements Entry {
        }

        record File(int mode, String text) implements Entry {
        }

        record Link(String target) implements Entry {
        }
    }

    private final Entry.Directory root = new Entry.Directory(new TreeMap<>());
    private final List<String> touched = new ArrayList<>();
    private boolean privileged = true;
    private Consumer<String> onRead = path -> { };
    private int calls;

    public AttributeTree directory(String path) {
        put(path, new Entry.Directory(new TreeMap<>()));
        return this;
    }

    public AttributeTree file(String path, String text) {
        return file(path, 0644, text);
    }

    /** @param mode permission bits of the owner root and of others */
    public AttributeTree file(String path, int mode, String text) {
        put(path, new Entry.File(mode, text));
        return this;
    }

    public AttributeTree link(String path, String target) {
        put(path, new Entry.Link(target));
        return this;
    }

    /** Removes a file, a link, or a directory with everything in it; nothing when it is not there. */
    public AttributeTree remove(String path) {
        var removed = directoryOf(path).children().remove(name(path));
        if (removed != null) {
            walk(path, removed, this::touch);
        }
        return this;
    }

    /** Every file, link and directory, an outer directory before what is in it. */
    public List<String> paths() {
        var paths = new ArrayList<String>();
        root.children().forEach((name, entry) -> walk("/" + name, entry, paths::add));
        return paths;
    }

    private static void walk(String path, Entry entry, Consumer<String> visitor) {
        visitor.accept(path);
        if (entry instanceof Entry.Directory(var children)) {
            children.forEach((name, child) -> walk(path + "/" + name, child, visitor));
        }
    }

    /** From now on without the rights of root. */
    public AttributeTree asUser() {
        privileged = false;
        return this;
    }

    /** Called with each path before it is read, listed or followed: a test may change the tree under the reader's hands. */
    public AttributeTree onRead(Consumer<String> hook) {
        onRead = hook;
        return this;
    }

    /** How often the tree was asked for anything. */
    public int calls() {
        return calls;
    }

    private void put(String path, Entry entry) {
        var children = directoryOf(path).children();
        if (!(entry instanceof Entry.Directory && children.get(name(path)) instanceof Entry.Directory)) {
            children.put(name(path), entry);
        }
        touch(path);
    }

    /** Files in /proc stand for themselves, everything else belongs to the directory it is in. */
    private void touch(String path) {
        touched.add(path.startsWith("/proc/") ? path : parent(path));
    }

    private Entry.Directory directoryOf(String path) {
        var directory = root;
        for (String name : path.substring(1, Math.max(1, path.lastIndexOf('/'))).split("/")) {
            var child = name.isEmpty() ? directory : directory.children().computeIfAbsent(name, _ -> new Entry.Directory(new TreeMap<>()));
            if (!(child instanceof Entry.Directory next)) {
                throw new IllegalArgumentException(path + " does not lie in a directory");
            }
            directory = next;
        }
        return directory;
    }

    @Override
    public String read(String path) throws HostException {
        asked(path);
        return switch (found(path, FailedCall.OPEN)) {
            case Entry.Directory _ -> throw new HostException(Errno.EISDIR, FailedCall.READ, path);
            case Entry.Link _ -> throw new IllegalStateException("links have been followed");
            case Entry.File(var mode, var text) -> {
                if ((mode & (privileged ? 0444 : 0044)) == 0) {
                    throw new HostException(Errno.EACCES, FailedCall.OPEN, path);
                }
                if (text.startsWith("!E")) {
                    throw new HostException(Errno.valueOf(text.substring(1)), FailedCall.READ, path);
                }
                yield text;
            }
        };
    }

    @Override
    public int write(String path, String value, Cancellation cancellation) throws HostException {
        asked(path);
        switch (found(path, FailedCall.OPEN)) {
            case Entry.Directory _ -> throw new HostException(Errno.EISDIR, FailedCall.OPEN, path);
            case Entry.Link _ -> throw new IllegalStateException("links have been followed");
            case Entry.File(var mode, _) -> {
                if ((mode & (privileged ? 0222 : 0022)) == 0) {
                    throw new HostException(Errno.EACCES, FailedCall.OPEN, path);
                }
                file(realPath(path), mode, value);
            }
        }
        return value.length();
    }

    @Override
    public List<String> list(String directory) throws HostException {
        asked(directory);
        if (!(found(directory, FailedCall.LIST) instanceof Entry.Directory(var children))) {
            throw new HostException(Errno.ENOTDIR, FailedCall.LIST, directory);
        }
        return children.keySet().stream().sorted(KernelOrder.OF_NAMES).toList();
    }

    @Override
    public String readLink(String path) throws HostException {
        asked(path);
        var holder = found(parent(path), FailedCall.READ_LINK);
        var entry = holder instanceof Entry.Directory(var children) ? children.get(name(path)) : null;
        if (entry == null) {
            throw new HostException(Errno.ENOENT, FailedCall.READ_LINK, path);
        }
        if (entry instanceof Entry.Link(var target)) {
            return target;
        }
        throw new HostException(Errno.EINVAL, FailedCall.READ_LINK, path);
    }

    @Override
    public String realPath(String path) throws HostException {
        asked(path);
        return resolved(path, FailedCall.READ_LINK).path();
    }

    @Override
    public Kind kind(String path) {
        try {
            asked(path);
            var holder = path.equals("/") ? Optional.<Entry>of(root)
                    : found(parent(path), FailedCall.OPEN) instanceof Entry.Directory(var children)
                            ? Optional.ofNullable(children.get(name(path))) : Optional.<Entry>empty();
            return holder.map(entry -> switch (entry) {
                case Entry.Directory _ -> Kind.DIRECTORY;
                case Entry.File _ -> Kind.FILE;
                case Entry.Link _ -> Kind.LINK;
            }).orElse(Kind.ABSENT);
        } catch (HostException absent) {
            return Kind.ABSENT;
        }
    }

    private void asked(String path) {
        calls++;
        onRead.accept(path);
    }

    private Entry found(String path, FailedCall stage) throws HostException {
        return resolved(path, stage).entry();
    }

    private record Resolved(String path, Entry entry) {
    }

    /** Follows every link, the last one too. */
    private Resolved resolved(String path, FailedCall stage) throws HostException {
        Deque<String> ahead = new ArrayDeque<>(List.of((path.endsWith("/") ? path + "." : path).split("/")));
        Deque<String> names = new ArrayDeque<>();
        Deque<Entry> entries = new ArrayDeque<>(List.of(root));
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.isEmpty()) {
                continue;
            }
            if (name.startsWith(".") && name.length() <= 2 && !(entries.getLast() instanceof Entry.Directory)) {
                throw new HostException(Errno.ENOTDIR, stage, path);
            }
            if (name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                    entries.removeLast();
                }
                continue;
            }
            if (!(entries.getLast() instanceof Entry.Directory(var children))) {
                throw new HostException(Errno.ENOTDIR, stage, path);
            }
            var child = children.get(name);
            if (child == null) {
                throw new HostException(Errno.ENOENT, stage, path);
            }
            if (child instanceof Entry.Link(var target)) {
                if (++links > MOST_LINKS) {
                    throw new HostException(Errno.ELOOP, stage, path);
                }
                if (target.startsWith("/")) {
                    names.clear();
                    entries.clear();
                    entries.add(root);
                }
                List.of(target.split("/")).reversed().forEach(ahead::push);
            } else {
                names.addLast(name);
                entries.addLast(child);
            }
        }
        return new Resolved("/" + String.join("/", names), entries.getLast());
    }

    @Override
    public long mark() {
        return touched.size();
    }

    @Override
    public Touched since(long mark) {
        var paths = new TreeSet<>(touched.subList((int) mark, touched.size()));
        return new Touched(Collections.unmodifiableSortedSet(paths), true);
    }

    @Override
    public void settle(Duration patience) {
        // nothing is ever pending
    }

    private static String parent(String path) {
        return path.lastIndexOf('/') <= 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
