package daxplane.control.engine;

import daxplane.control.ledger.Ledger;
import daxplane.journal.Event;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import java.util.List;

/** Writes the journal and keeps the ledger at its head. Thread-safe: plug-ins are exchanged while an operation is under way. */
public final class Scribe {

    private final Journal journal;
    private final Ledger ledger;

    public Scribe(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /** Returns when the events are durable, all in one flush. */
    synchronized void write(List<Event> events) throws Broken {
        if (events.isEmpty()) {
            return;
        }
        try {
            journal.append(events).forEach(ledger::apply);
        } catch (JournalException full) {
            throw new Broken(full.errno(), "the journal takes nothing: " + full.getMessage());
        }
    }

    public Ledger ledger() {
        return ledger;
    }
}
