package daxplane.kernel.core;

import daxplane.host.Attributes.Kind;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** System calls on the tree of files, with the errnos that root gets. */
public final class Files {

    /** A write brings at most one page to a sysfs file; the rest is not taken. */
    private static final int LONGEST_WRITE = 4096;

    private final FileTree tree;
    private final DriverSandbox foreign;

    Files(FileTree tree, DriverSandbox foreign) {
        this.tree = tree;
        this.foreign = foreign;
    }

    public String read(String path) throws HostException {
        return read(path, Attribute.Show::text);
    }

    public byte[] readBytes(String path) throws HostException {
        return read(path, show -> show instanceof Attribute.ShowBytes binary ? binary.bytes() : show.text().getBytes(StandardCharsets.UTF_8));
    }

    private interface Form<T> {
        T of(Attribute.Show show) throws KernelException;
    }

    private <T> T read(String path, Form<T> form) throws HostException {
        Attribute attribute = switch (lookup(path, FailedCall.OPEN, true)) {
            case Node.File file -> file.attribute();
            case Node.Directory _, Node.Link _ -> throw new HostException(Errno.EISDIR, FailedCall.READ, path);
        };
        if (!attribute.readable()) {
            throw new HostException(Errno.EACCES, FailedCall.OPEN, path);      // kernfs asks for the mode bit even of root
        }
        try {
            return foreign.quick(attribute.show().getClass(), "reading " + path, () -> form.of(attribute.show()));
        } catch (KernelException refused) {
            throw new HostException(refused.errno(), FailedCall.READ, path, refused.getMessage());
        }
    }

    public int write(String path, String value, Cancellation cancellation) throws HostException {
        Attribute attribute = switch (lookup(path, FailedCall.OPEN, true)) {
            case Node.File file -> file.attribute();
            case Node.Directory _, Node.Link _ -> throw new HostException(Errno.EISDIR, FailedCall.OPEN, path);
        };
        if (!attribute.writable()) {
            throw new HostException(Errno.EACCES, FailedCall.OPEN, path);
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return 0;                                                     // the store is not even called: corpus dax-malformed
        }
        int most = Math.min(bytes.length, LONGEST_WRITE);
        int end = 0;
        while (end < most && bytes[end] != 0) {
            end++;                                                        // a store gets a C string: libdaxctl writes its NUL as well
        }
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        try {
            int taken = foreign.quick(attribute.storing(), "writing " + path, () -> attribute.store().write(text, cancellation));
            return taken == end ? most : taken;
        } catch (KernelException refused) {
            throw new HostException(refused.errno(), FailedCall.WRITE, path, refused.getMessage());
        }
    }

    public List<String> list(String path) throws HostException {
        if (lookup(path, FailedCall.LIST, true) instanceof Node.Directory directory) {
            return directory.names();
        }
        throw new HostException(Errno.ENOTDIR, FailedCall.LIST, path);
    }

    public String readLink(String path) throws HostException {
        if (lookup(path, FailedCall.READ_LINK, false) instanceof Node.Link link) {
            return link.target();
        }
        throw new HostException(Errno.EINVAL, FailedCall.READ_LINK, path);
    }

    public String realPath(String path) throws HostException {
        return lookup(path, FailedCall.READ_LINK, true).path();
    }

    public Kind kind(String path) {
        try {
            return switch (tree.lookup(path, false)) {
                case Node.File _ -> Kind.FILE;
                case Node.Directory _ -> Kind.DIRECTORY;
                case Node.Link _ -> Kind.LINK;
            };
        } catch (KernelException absent) {
            return Kind.ABSENT;
        }
    }

    /** Permission bits of a file, a directory (0755) or a link (0777). */
    public int mode(String path) throws HostException {
        return switch (lookup(path, FailedCall.OPEN, false)) {
            case Node.File file -> file.attribute().mode();
            case Node.Directory _ -> 0755;
            case Node.Link _ -> 0777;
        };
    }

    private Node lookup(String path, FailedCall stage, boolean followLast) throws HostException {
        try {
            return tree.lookup(path, followLast);
        } catch (KernelException absent) {
            throw new HostException(absent.errno(), stage, path);
        }
    }
}
