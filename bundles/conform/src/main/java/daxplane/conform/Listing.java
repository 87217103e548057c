package daxplane.conform;

import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.script.Streams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** {@code ls [-1dl] PATH...} as BusyBox prints it into a pipe. Modes of attributes and sizes of files are
 * compared; owners, dates and everything of device nodes are not. */
record Listing(Attributes attributes, MemoryFiles files, UserCommands users, UnaryOperator<String> absolute) {

    private static final String PERMISSIONS = "rwxrwxrwx";

    int run(List<String> arguments, Streams streams) {
        String options = String.join("", arguments.stream().filter(word -> word.startsWith("-")).toList());
        boolean longer = options.indexOf('l') >= 0;
        boolean itself = options.indexOf('d') >= 0;
        var singles = new ArrayList<String>();
        var directories = new ArrayList<String>();
        int status = 0;
        for (String path : arguments.stream().filter(word -> !word.startsWith("-")).sorted().toList()) {
            switch (kind(absolute.apply(path), !longer || path.endsWith("/"))) {
                case ABSENT -> {
                    streams.err().print("ls: " + path + ": " + whyAbsent(absolute.apply(path)).text() + "\n");
                    status = 1;
                }
                case DIRECTORY -> (itself ? singles : directories).add(path);
                case FILE, LINK -> singles.add(path);
            }
        }
        singles.forEach(path -> streams.out().print(line(path, absolute.apply(path), longer)));
        // Of several that are named one may be missing (corpus acc-memmap-unaligned, step 2).
        boolean several = arguments.stream().filter(word -> !word.startsWith("-")).count() > 1;
        boolean first = singles.isEmpty();
        for (String path : directories) {
            if (several) {
                streams.out().print((first ? "" : "\n") + path + ":\n");
            }
            first = false;
            if (longer) {
                streams.out().print("total " + Wildcard.TEXT + "\n");
            }
            for (String name : names(absolute.apply(path))) {
                streams.out().print(line(name, absolute.apply(path) + "/" + name, longer));
            }
        }
        return status;
    }

    /** Mode, links, owner, group, size, month, day, time, name: so many columns that awk finds each in its place. */
    private static String columns(String mode, String size, String name) {
        String any = Wildcard.TEXT + " ";
        return mode + " " + any.repeat(3) + size + " " + any.repeat(3) + name + "\n";
    }

    /** Of what the kernel shows, {@code rw-r--r--}; of other files any. */
    private String mode(String path) throws HostException {
        OptionalInt mode = files.exists(path) || users.covers(path) ? OptionalInt.empty() : attributes.mode(path);
        if (mode.isEmpty()) {
            return Wildcard.TEXT;
        }
        var text = new StringBuilder();
        for (int bit = PERMISSIONS.length() - 1; bit >= 0; bit--) {
            text.append((mode.getAsInt() >> bit & 1) == 1 ? PERMISSIONS.charAt(PERMISSIONS.length() - 1 - bit) : '-');
        }
        return text.toString();
    }

    private String size(String path) {
        try {
            return files.exists(path) ? Integer.toString(files.read(path).length) : Wildcard.TEXT;
        } catch (IOException vanished) {
            return Wildcard.TEXT;
        }
    }

    private Kind kind(String path, boolean follow) {
        if (files.exists(path)) {
            return Kind.FILE;
        }
        if (files.isDirectory(path)) {
            return Kind.DIRECTORY;
        }
        if (users.covers(path)) {
            return userKind(path);
        }
        try {
            Kind kind = attributes.kind(path);
            return kind == Kind.LINK && follow ? attributes.kind(attributes.realPath(path)) : kind;
        } catch (HostException dangling) {
            return Kind.LINK;
        }
    }

    private Errno whyAbsent(String path) {
        try {
            attributes.realPath(path);
            return Errno.ENOENT;
        } catch (HostException absent) {
            return absent.errno();
        }
    }

    private Kind userKind(String path) {
        try {
            users.list(path);
            return Kind.DIRECTORY;
        } catch (HostException refused) {
            return refused.errno() == Errno.ENOTDIR ? Kind.FILE : Kind.ABSENT;
        }
    }

    private List<String> names(String directory) {
        try {
            return (files.isDirectory(directory) ? files.list(directory) : users.covers(directory) ? users.list(directory) : attributes.list(directory)).stream().filter(name -> !name.startsWith(".")).sorted().toList();
        } catch (HostException notListed) {
            return List.of();
        }
    }

    private String line(String name, String path, boolean longer) {
        if (!longer) {
            return name + "\n";
        }
        try {
            return switch (kind(path, false)) {
                case DIRECTORY -> columns("d" + mode(path), Wildcard.TEXT, name);
                case LINK -> columns("lrwxrwxrwx", Wildcard.TEXT, name + " -> " + attributes.readLink(path));
                case FILE, ABSENT -> path.startsWith("/dev/") ? Wildcard.TEXT + " " + name + "\n" : columns("-" + mode(path), size(path), name);
            };
        } catch (HostException gone) {
            return "";
        }
    }
}
