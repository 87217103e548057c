package daxplane.control.engine;

import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.ledger.MachineLedger;
import daxplane.journal.JournalException;
import java.util.List;

/** Writes the journal and keeps the ledger at its head. Thread-safe: plug-ins are exchanged while an operation is under way. */
public final class EventRecorder {

    /** Guarded by this. */
    private EventLog journal;
    private final MachineLedger ledger;

    public EventRecorder(EventLog journal, MachineLedger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /** Goes on in a journal that was opened again. */
    public synchronized void writeTo(EventLog opened) {
        journal = opened;
    }

    /** Returns when the events are durable, all in one flush. */
    synchronized void write(List<Event> events) throws OperationAborted {
        if (events.isEmpty()) {
            return;
        }
        try {
            journal.append(events).forEach(ledger::apply);
        } catch (JournalException full) {
            throw new OperationAborted(full.errno(), "the journal takes nothing: " + full.getMessage());
        }
    }

    public MachineLedger ledger() {
        return ledger;
    }
}
