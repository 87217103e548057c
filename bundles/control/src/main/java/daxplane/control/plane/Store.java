package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.journal.JournalException;

/** Where the journal is, and who may write it. */
public interface Store {

    /** The only one to write, until it is closed. EBUSY: somebody else is. EROFS, EACCES, ENOSPC: the directory does not take it. */
    EventLog write() throws ControlException;

    /** For reading, without any lock; an empty one when there is none yet. */
    EventLog read() throws ControlException;

    /** One record by somebody who does not write otherwise. */
    default void append(Event event) throws ControlException {
        try (var journal = write()) {
            journal.append(event);
        } catch (JournalException refused) {
            throw new ControlException(refused.errno(), refused.what());
        }
    }
}
