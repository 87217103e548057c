package daxplane.loader;

import daxplane.host.Errno;

/** A driver bundle was not taken, or not let go; everything is as it was. The message says what, why and what to do. */
public final class DriverRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    public DriverRefused(Errno errno, String message) {
        super(message + " (" + errno + ")", null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
