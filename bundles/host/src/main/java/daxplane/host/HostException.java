package daxplane.host;

/** The machine said no: an errno, where it arose, and for which path. An expected failure, so a checked exception. */
public final class HostException extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final FailedCall stage;
    private final String path;

    public HostException(Errno errno, FailedCall stage, String path) {
        this(errno, stage, path, errno.text());
    }

    /** @param detail what more is known than the errno says, for people; ends without a full stop */
    public HostException(Errno errno, FailedCall stage, String path, String detail) {
        super(path + ": " + detail + " (" + errno + " at " + stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ")",
                null, false, false);
        this.errno = errno;
        this.stage = stage;
        this.path = path;
    }

    public Errno errno() {
        return errno;
    }

    public FailedCall stage() {
        return stage;
    }

    public String path() {
        return path;
    }
}
