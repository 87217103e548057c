package daxplane.control.engine;

import daxplane.host.Errno;

/** An operation cannot go on as it should: the journal takes nothing, the machine cannot be seen, an effect does not return. */
public final class OperationAborted extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    public OperationAborted(Errno errno, String message) {
        super(message, null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
