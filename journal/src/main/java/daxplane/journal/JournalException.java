package daxplane.journal;

import daxplane.host.Errno;

/** The journal can not do it. The message says what, why and what to do. */
public final class JournalException extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    public JournalException(Errno errno, String message) {
        super(message + " (" + errno + ")");
        this.errno = errno;
    }

    public JournalException(Errno errno, String message, Throwable cause) {
        super(message + " (" + errno + ")", cause);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
