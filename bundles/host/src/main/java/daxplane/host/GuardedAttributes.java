package daxplane.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Attributes that refuse writes outside of the declared subsystems, also through links. Reading is not restricted. */
public final class GuardedAttributes implements Attributes {

    /** An attribute takes one page; no value that daxplane writes comes near it. */
    public static final int LONGEST_VALUE = 4096;

    private final Attributes attributes;

    public GuardedAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /**
     * As declared, with the errno of open(2) for what is no file; EPERM outside of the declared subsystems, E2BIG above
     * {@value #LONGEST_VALUE} characters.
     */
    @Override
    public int write(String path, String value, Cancellation cancellation) throws HostException {
        String normal = DeclaredPaths.normalised(path);
        boolean dotted = DeclaredPaths.dependsOnLinks(normal);
        Optional<String> real = reached(path, normal, dotted);
        if (real.isPresent() && attributes.kind(real.get()) == Kind.DIRECTORY) {
            throw new HostException(Errno.EISDIR, FailedCall.OPEN, path);
        }
        if (!dotted) {
            DeclaredPaths.requireWritable(normal);
        }
        if (real.isPresent()) {
            DeclaredPaths.requireWritable(real.get());
        }
        if (value.length() > LONGEST_VALUE) {
            throw new HostException(Errno.E2BIG, FailedCall.WRITE, normal);
        }
        return attributes.write(dotted ? real.orElse(normal) : normal, value, cancellation);
    }

    /** Where a path leads; empty when nothing is there, and its name alone says whether it might be written. */
    private Optional<String> reached(String path, String normal, boolean dotted) throws HostException {
        try {
            return Optional.of(attributes.realPath(path));
        } catch (HostException absent) {
            if (dotted || DeclaredPaths.writable(normal)) {
                throw new HostException(absent.errno(), FailedCall.OPEN, path);
            }
            return Optional.empty();
        }
    }

    @Override
    public void await(String path, java.time.Duration most) throws InterruptedException {
        attributes.await(path, most);
    }

    @Override
    public String read(String path) throws HostException {
        return attributes.read(path);
    }

    @Override
    public byte[] readBytes(String path) throws HostException {
        return attributes.readBytes(path);
    }

    @Override
    public List<String> list(String directory) throws HostException {
        return attributes.list(directory);
    }

    @Override
    public String readLink(String path) throws HostException {
        return attributes.readLink(path);
    }

    @Override
    public String realPath(String path) throws HostException {
        return attributes.realPath(path);
    }

    @Override
    public OptionalInt mode(String path) throws HostException {
        return attributes.mode(path);
    }

    @Override
    public Kind kind(String path) {
        return attributes.kind(path);
    }
}
