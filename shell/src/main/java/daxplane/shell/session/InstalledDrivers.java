package daxplane.shell.session;

import daxplane.control.ControlException;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.journal.JournalException;
import daxplane.loader.Loader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which jar of each driver bundle an operator had installed, as the journal tells it; read once, when it is needed. */
final class InstalledDrivers implements Loader.Recorded {

    /** What the journal says of a change that happened. */
    private static final String DONE = "done";

    /** What is to be done with the journal. */
    interface Reading {
        Map<String, String> of(EventLog journal) throws JournalException;
    }

    /** Opens it for that. */
    interface Access {
        Map<String, String> read(Reading reading) throws ControlException, JournalException;
    }

    private final Access access;
    private Optional<Map<String, String>> digests = Optional.empty();

    private InstalledDrivers(Access access) {
        this.access = access;
    }

    static InstalledDrivers of(Access access) {
        return new InstalledDrivers(access);
    }

    @Override
    public Optional<String> digest(String bundle) {
        if (digests.isEmpty()) {
            digests = Optional.of(read());
        }
        return Optional.ofNullable(digests.get().get(bundle));
    }

    private Map<String, String> read() {
        try {
            return access.read(InstalledDrivers::in);
        } catch (ControlException | JournalException unreadable) {
            return Map.of(); // it vouches for nothing; whoever asks for the journal next is told what is wrong with it
        }
    }

    static Map<String, String> in(EventLog journal) throws JournalException {
        var digests = new HashMap<String, String>();
        journal.read(1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.DriverChanged change && change.result().equals(DONE)) {
                digests.put(change.driver(), change.digestAfter());
            }
            return true;
        });
        return digests;
    }
}
