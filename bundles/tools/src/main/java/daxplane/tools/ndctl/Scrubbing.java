package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.nd.Bus;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.time.Duration;
import java.util.Optional;

/** The search for bad blocks on a bus. Corpus nt-err-nonotify, nt-scrub-hw. */
final class Scrubbing {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Session session;

    Scrubbing(Session session) {
        this.session = session;
    }

    int start(Bus bus) {
        if (!bus.hasNfit()) {
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        return Outcome.of(session.writeBytes(bus.path() + "/nfit/scrub", "1\n\0"));
    }

    /** Until none is running. ENOENT there is no such search; EOPNOTSUPP no table of the firmware describes the bus; EINTR somebody has had enough. */
    int await(Bus bus) {
        Optional<Boolean> active = bus.scrubbing();
        if (active.isEmpty()) {
            return Outcome.failed(bus.hasNfit() ? Errno.ENOENT : Errno.EOPNOTSUPP);
        }
        while (active.orElse(false)) {
            try {
                session.host().attributes().await(bus.path() + "/nfit/scrub", PAUSE);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
                return Outcome.failed(Errno.EINTR);
            }
            active = bus.scrubbing();
        }
        return Outcome.DONE;
    }

    int run(Bus bus) {
        int started = start(bus);
        return started < 0 ? started : await(bus);
    }
}
