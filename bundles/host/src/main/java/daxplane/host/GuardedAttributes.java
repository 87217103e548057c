package daxplane.host;

import java.util.List;

/** Attributes that refuse writes outside of the declared subsystems, also through links. Reading is not restricted. */
public final class GuardedAttributes implements Attributes {

    /** An attribute takes one page; no value that daxplane writes comes near it. */
    public static final int LONGEST_VALUE = 4096;

    private final Attributes attributes;

    public GuardedAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /** As declared; EPERM outside of the declared subsystems, E2BIG above {@value #LONGEST_VALUE} characters. */
    @Override
    public int write(String path, String value, Cancellation cancellation) throws HostException {
        String normal = DeclaredPaths.normalised(path);
        DeclaredPaths.requireWritable(normal);
        if (value.length() > LONGEST_VALUE) {
            throw new HostException(Errno.E2BIG, FailedCall.WRITE, normal);
        }
        if (attributes.kind(normal) != Kind.ABSENT) {
            DeclaredPaths.requireWritable(attributes.realPath(normal));
        }
        return attributes.write(normal, value, cancellation);
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
    public Kind kind(String path) {
        return attributes.kind(path);
    }
}
