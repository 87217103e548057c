package daxplane.loader;

import daxplane.host.Errno;
import java.util.Optional;

/** A driver bundle was not taken, or not let go; everything is as it was. The message says what, why and what to do. */
public final class DriverRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final transient Optional<Change> attempted;

    DriverRefused(Errno errno, String message) {
        this(errno, message + " (" + errno + ")", Optional.empty());
    }

    private DriverRefused(Errno errno, String text, Optional<Change> attempted) {
        super(text, null, false, false);
        this.errno = errno;
        this.attempted = attempted;
    }

    /** The same refusal, with what was to become of which bundle. */
    DriverRefused attempting(Change change) {
        return new DriverRefused(errno, getMessage(), Optional.of(change));
    }

    public Errno errno() {
        return errno;
    }

    /** What was to happen, as far as the jar could be read. */
    public Optional<Change> attempted() {
        return attempted == null ? Optional.empty() : attempted;
    }
}
