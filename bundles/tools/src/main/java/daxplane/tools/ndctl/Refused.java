package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.session.Outcome;

/** A namespace cannot be made this way. What there is to say to it has been said. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int outcome;

    Refused(Errno errno) {
        this(Outcome.failed(errno));
    }

    /** @param outcome a negative errno, or the exit code where there is none */
    Refused(int outcome) {
        super(Outcome.text(outcome), null, false, false);
        this.outcome = outcome;
    }

    /** Not here: another region may do. */
    static Refused elsewhere() {
        return new Refused(Errno.EAGAIN);
    }

    int outcome() {
        return outcome;
    }

    boolean isElsewhere() {
        return outcome == Outcome.failed(Errno.EAGAIN);
    }
}
