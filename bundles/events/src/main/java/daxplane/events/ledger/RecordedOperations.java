package daxplane.events.ledger;

import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.events.Intent;
import daxplane.inventory.Inventory;
import daxplane.journal.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The operations of a journal, each read when it is asked for. */
final class RecordedOperations implements OperationArchive {

    /** What was observed at a revision: for records of version 1, which do not say what was meant. */
    @FunctionalInterface
    interface Pictures {
        Inventory at(long revision) throws JournalException;
    }

    private final EventLog journal;
    private final Pictures pictures;

    RecordedOperations(EventLog journal, Pictures pictures) {
        this.journal = journal;
        this.pictures = pictures;
    }

    @Override
    public Optional<Operation> operation(String id, long intended, OptionalLong ended, long last) {
        try {
            var begun = journal.record(intended).map(EventRecord::event);
            if (begun.isEmpty() || !(begun.get() instanceof Event.OperationIntended intent) || !intent.operation().equals(id)) {
                return Optional.empty();
            }
            var meant = intent.intent() instanceof Intent.Unresolved ? MachineLedger.meant(intent, pictures.at(intended - 1)) : intent.intent();
            var operation = Operation.begun(intent, meant, intended);
            return ended.isPresent() ? ended(operation, ended.getAsLong(), ended.getAsLong()) : ended(operation, intended + 1, Math.min(last, intended + OperationBook.LONGEST));
        } catch (JournalException unreadable) {
            throw new RecordUnreadable(unreadable);
        }
    }

    /** With the first end of it in {@code [from, to]}; as it is when there is none. */
    private Optional<Operation> ended(Operation operation, long from, long to) throws JournalException {
        List<Operation> found = new ArrayList<>();
        if (from > 0 && from <= to) {
            journal.read(from, to, record -> {
                end(operation, record).ifPresent(found::add);
                return found.isEmpty();
            });
        }
        return Optional.of(found.isEmpty() ? operation : found.getFirst());
    }

    private static Optional<Operation> end(Operation operation, EventRecord record) {
        return switch (record.event()) {
            case Event.OperationEnded(var id, var outcome, var summary, var _, var _, var parts) when id.equals(operation.id()) ->
                    Optional.of(operation.end(outcome, summary, parts, record.revision()));
            case Event.OperationSettled(var id, var outcome, var how, var _, var _, var parts) when id.equals(operation.id()) ->
                    Optional.of(operation.end(outcome, how, parts, record.revision()));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Event.Refused> refusal(long revision) {
        try {
            return journal.record(revision).map(EventRecord::event).filter(Event.Refused.class::isInstance).map(Event.Refused.class::cast);
        } catch (JournalException unreadable) {
            throw new RecordUnreadable(unreadable);
        }
    }
}
