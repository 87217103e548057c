package daxplane.tools.ndctl;

import daxplane.tools.session.Session;

/**
 * Complaints that are headed with what was going on, {@code create namespace: region0: ...}. After one of these the
 * originals do not say again, at the end, that the command failed.
 */
final class Complaints {

    private final Session session;
    private final String heading;
    private boolean any;

    Complaints(Session session, String heading) {
        this.session = session;
        this.heading = heading;
    }

    void add(String what) {
        any = true;
        session.error(heading + ": " + what + "\n");
    }

    boolean any() {
        return any;
    }
}
