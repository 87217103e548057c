package daxplane.control.engine;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.ledger.MachineLedger;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import java.util.List;
import java.util.function.Function;

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

    /** Makes an intent durable that the recorder gives the id to: also beside an operation that is under way. @return the id */
    public synchronized String intend(Function<String, Event> intent) throws OperationAborted {
        String id = "op-" + (ledger.revision() + 1);
        write(List.of(intent.apply(id)));
        return id;
    }

    /** Returns when the events are durable, all in one flush; those that only tell how an operation goes on are in order, and durable with the next. */
    synchronized void write(List<Event> events) throws OperationAborted {
        if (events.isEmpty()) {
            return;
        }
        try {
            journal.append(events, durability(events)).forEach(ledger::apply);
        } catch (JournalException full) {
            throw new OperationAborted(full.errno(), "the journal takes nothing: " + full.getMessage());
        }
    }

    /**
     * How an operation goes on need not be on the medium before the next effect: its intent is, with every undo, and its end will
     * be, with everything before it. So an operation pays for two flushes, and one for each 256 effects.
     */
    private static Journal.Durability durability(List<Event> events) {
        return events.stream().allMatch(EventRecorder::tellsHowItGoesOn) ? Journal.Durability.ORDERED : Journal.Durability.DURABLE;
    }

    private static boolean tellsHowItGoesOn(Event event) {
        return switch (event) {
            case Event.EffectPerformed _, Event.StepFailed _ -> true;
            case Event.FactsObserved(var cause, var _) -> cause instanceof Cause.Operation;
            case Event.BootObserved _, Event.OperationIntended _, Event.OperationEnded _, Event.OperationSettled _, Event.Refused _,
                    Event.DriverChanged _, Event.ConfigurationChanged _, Event.DriftDetected _ -> false;
        };
    }

    /** What was made of the records may be kept. */
    public synchronized void keep() {
        journal.snapshots().offer(journal, ledger);
    }

    public MachineLedger ledger() {
        return ledger;
    }
}
