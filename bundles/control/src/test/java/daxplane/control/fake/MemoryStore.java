package daxplane.control.fake;

import daxplane.control.ControlException;
import daxplane.control.plane.Store;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.events.ledger.Snapshots;
import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.memory.MemoryJournal;
import daxplane.journal.memory.OpenedMemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A state directory in memory: one journal, one writer at a time, a disk that fills when a test says so. */
public final class MemoryStore implements Store {

    private final MemoryJournal journal = new MemoryJournal();
    private Optional<Errno> failing = Optional.empty();
    private Runnable beforeAppend = () -> { };
    private Runnable afterAppend = () -> { };
    private boolean locked;
    private int flushes;

    /** To be read, also while somebody writes. */
    public EventLog journal() {
        return new EventLog(OpenedMemoryJournal.forReading(journal));
    }

    /** The same, with what was made of it. */
    public EventLog journal(Snapshots snapshots) {
        return new EventLog(OpenedMemoryJournal.forReading(journal), snapshots);
    }

    public List<EventRecord> records() {
        var records = new ArrayList<EventRecord>();
        try {
            journal().read(1, Long.MAX_VALUE, records::add);
        } catch (JournalException impossible) {
            throw new AssertionError("the journal in memory does not fail", impossible);
        }
        return records;
    }

    public List<Event> events() {
        return records().stream().map(EventRecord::event).toList();
    }

    /** From now on nothing more is taken. */
    public void fail(Errno errno) {
        failing = Optional.of(errno);
    }

    public void heal() {
        failing = Optional.empty();
    }

    public void beforeAppend(Runnable hook) {
        beforeAppend = hook;
    }

    public void afterAppend(Runnable hook) {
        afterAppend = hook;
    }

    /** Appends so far that waited for the medium. */
    public int flushes() {
        return flushes;
    }

    /** As when the process that wrote is gone: the lock is free. */
    public void processDied() {
        locked = false;
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
        beforeAppend.run();
        if (failing.isPresent()) {
            throw new JournalException(failing.get(), "no room");
        }
        flushes += durability == Journal.Durability.DURABLE ? 1 : 0;
        var records = journal.append(entries, durability);
        afterAppend.run();
        return records;
    }
}
