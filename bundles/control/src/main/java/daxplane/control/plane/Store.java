package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.events.EventLog;

/** Where the journal is, and who may write it. */
public interface Store {

    /** The only one to write, until it is closed. EBUSY: somebody else is. EROFS, EACCES, ENOSPC: the directory does not take it. */
    EventLog write() throws ControlException;

    /** For reading, without any lock; an empty one when there is none yet. */
    EventLog read() throws ControlException;
}
