package daxplane.host;

import java.util.Optional;

/** The machine said no: an errno, where it arose, and for which path. An expected failure, so a checked exception. */
public final class HostException extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final FailedCall stage;
    private final String path;
    private final String detail;
    private final boolean explained;

    public HostException(Errno errno, FailedCall stage, String path) {
        this(errno, stage, path, errno.text());
    }

    /** @param detail what more is known than the errno says, for people; ends without a full stop */
    public HostException(Errno errno, FailedCall stage, String path, String detail) {
        this(errno, stage, path, detail, false);
    }

    /** Of a failure whose sentence goes wherever its errno goes. @param sentence ends without a full stop */
    public static HostException explained(Errno errno, FailedCall stage, String path, String sentence) {
        return new HostException(errno, stage, path, sentence, true);
    }

    private HostException(Errno errno, FailedCall stage, String path, String detail, boolean explained) {
        super(path + ": " + detail + " (" + errno + " at " + stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ")",
                null, false, false);
        this.errno = errno;
        this.stage = stage;
        this.path = path;
        this.detail = detail;
        this.explained = explained;
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

    /** What of it is to be told wherever the errno is: why a driver broke its contract, say. */
    public Optional<String> explanation() {
        return Optional.of(detail).filter(_ -> explained);
    }
}
