package daxplane.journal;

import daxplane.host.Errno;

/** The journal cannot do it. The message says what, why and what to do. */
public final class JournalException extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    private final String what;

    /** @param what what cannot be done, why, and what to do; the message adds the errno */
    public JournalException(Errno errno, String what) {
        super(what + " (" + errno + ")");
        this.errno = errno;
        this.what = what;
    }

    public JournalException(Errno errno, String what, Throwable cause) {
        super(what + " (" + errno + ")", cause);
        this.errno = errno;
        this.what = what;
    }

    public Errno errno() {
        return errno;
    }

    /** The message without the errno. */
    public String what() {
        return what;
    }
}
