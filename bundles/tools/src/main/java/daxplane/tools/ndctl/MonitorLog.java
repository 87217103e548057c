package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Where {@code ndctl monitor} tells what it sees. In a file, what is no notification has time and process in front; without one,
 * remarks go to the standard output, and notifications and complaints to standard error (corpus err-cmd-smart, nt-monitor-filter).
 * There is no syslog: what goes there is told nobody.
 */
final class MonitorLog {

    private static final String STANDARD = "standard";
    private static final String SYSLOG = "syslog";

    private final Session session;
    private final Optional<String> file;
    private final boolean silent;

    /** @param where a file, {@code syslog} or {@code standard}, which is also what counts when nothing is said */
    MonitorLog(Session session, Optional<String> where) {
        this.session = session;
        this.silent = where.filter(SYSLOG::equals).isPresent();
        this.file = where.filter(name -> !name.equals(STANDARD) && !name.equals(SYSLOG));
    }

    /** The log is tried before anything is written to it. @return why it cannot be written */
    Optional<Errno> tryOut() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            session.files().append(file.get(), new byte[0]);
            return Optional.empty();
        } catch (IOException unwritable) {
            session.error("open " + file.get() + " failed\n");
            return Optional.of(Errno.of(unwritable).orElse(Errno.EIO));
        }
    }

    void remark(String text) {
        if (file.isEmpty() && !silent) {
            session.stdout(text + "\n");
        } else {
            append(stamp() + text + "\n");
        }
    }

    void complaint(String text) {
        if (file.isEmpty() && !silent) {
            session.stderr(text + "\n");
        } else {
            append(stamp() + text + "\n");
        }
    }

    void notification(String text) {
        if (file.isEmpty() && !silent) {
            session.stderr(text + "\n");
        } else {
            append(text + "\n");
        }
    }

    private String stamp() {
        return "[" + seconds(session.follow().now()) + "] [" + ProcessHandle.current().pid() + "] ";
    }

    /** Seconds since 1970 with nine digits behind the point. */
    static String seconds(Instant time) {
        return "%10d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    private void append(String text) {
        if (file.isPresent()) {
            try {
                session.files().append(file.get(), text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException unwritable) {
                session.error(file.get() + ": " + FileProblem.text(unwritable) + "\n");
            }
        }
    }
}
