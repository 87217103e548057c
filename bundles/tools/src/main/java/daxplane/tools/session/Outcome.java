package daxplane.tools.session;

import daxplane.host.Errno;
import java.util.Optional;

/** What came of an action, as the originals pass it on. */
public final class Outcome {

    /** It was done. */
    public static final int DONE = 0;

    private Outcome() {
    }

    /** A negative errno. */
    public static int failed(Errno errno) {
        return -errno.number();
    }

    /** What strerror(3) says to a negative errno. */
    public static String text(int outcome) {
        return Errno.ofNumber(-outcome).map(Errno::text).orElse("Unknown error " + -outcome);
    }

    /** 0, or the negative errno. */
    public static int of(Optional<Errno> refusal) {
        return refusal.map(Outcome::failed).orElse(DONE);
    }
}
