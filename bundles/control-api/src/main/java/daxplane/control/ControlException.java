package daxplane.control;

import daxplane.host.Errno;

/** A question that cannot be answered: no such object, the machine or the journal unreadable. The message says what, why and what to do. */
public final class ControlException extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    public ControlException(Errno errno, String message) {
        super(message, null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
