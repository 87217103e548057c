package daxplane.it.machine;

import daxplane.control.ControlException;
import daxplane.control.plane.Store;
import daxplane.events.EventLog;
import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.memory.MemoryJournal;
import daxplane.journal.memory.OpenedMemoryJournal;
import java.util.List;

/** A journal in memory whose writer dies before or after an append when {@code moment} says so; one writer at a time. */
final class DyingStore implements Store {

    private final MemoryJournal journal = new MemoryJournal();
    private boolean locked;
    /** Called before each append and after it. */
    private Runnable moment = () -> { };

    void moment(Runnable called) {
        moment = called;
    }

    /** The process that wrote is gone, and its lock with it. */
    void writerDied() {
        locked = false;
        moment = () -> { };
    }

    @Override
    public EventLog write() throws ControlException {
        if (locked) {
            throw new ControlException(Errno.EBUSY, "another process writes to this state directory");
        }
        locked = true;
        return new EventLog(new OpenedMemoryJournal(journal, this::append, () -> locked = false));
    }

    @Override
    public EventLog read() {
        return new EventLog(OpenedMemoryJournal.forReading(journal));
    }

    private List<JournalRecord> append(List<Entry> entries, Journal.Durability durability) throws JournalException {
        moment.run();
        var records = journal.append(entries, durability);
        moment.run();
        return records;
    }
}
