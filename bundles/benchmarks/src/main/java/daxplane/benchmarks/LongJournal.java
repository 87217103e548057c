package daxplane.benchmarks;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a journal long: its last two operations, which brought the machine back to where it was, are recorded again and again, with ids of their own.
 * Snapshots are left to whoever reads it.
 */
public final class LongJournal {

    private LongJournal() {
    }

    /** {@code STATE RECORDS}: a state directory whose last two operations are an assignment and its release, and how many records there are to be. */
    public static void main(String[] arguments) throws JournalException {
        extend(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    }

    static void extend(Path state, long records) throws JournalException {
        try (var log = new EventLog(new FileJournals().write(state.resolve("journal")))) {
            var cycle = lastTwo(log);
            while (log.head() < records) {
                log.append(renamed(cycle, log.head()), Journal.Durability.ORDERED);
            }
        }
    }

    private static List<Event> lastTwo(EventLog log) throws JournalException {
        var events = new ArrayList<Event>();
        var begun = new ArrayList<Integer>();
        log.read(1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.OperationIntended) {
                begun.add(events.size());
            }
            return events.add(record.event());
        });
        return List.copyOf(events.subList(begun.get(begun.size() - 2), events.size()));
    }

    private static List<Event> renamed(List<Event> cycle, long head) {
        var renamed = new ArrayList<Event>(cycle.size());
        String id = "";
        for (Event event : cycle) {
            id = event instanceof Event.OperationIntended ? "op-" + (head + renamed.size() + 1) : id;
            renamed.add(renamed(event, id));
        }
        return renamed;
    }

    private static Event renamed(Event event, String id) {
        return switch (event) {
            case Event.OperationIntended(var _, var command, var actor, var reason, var steps, var intent) ->
                    new Event.OperationIntended(id, command, actor, reason, steps, intent);
            case Event.EffectPerformed(var _, var step, var effect, var result, var nanos, var undo) -> new Event.EffectPerformed(id, step, effect, result, nanos, undo);
            case Event.FactsObserved(var cause, var facts) -> new Event.FactsObserved(cause instanceof Cause.Operation ? Cause.operation(id) : cause, facts);
            case Event.OperationEnded(var _, var outcome, var summary, var decisions, var left, var parts) ->
                    new Event.OperationEnded(id, outcome, summary, decisions, left, parts);
            case Event.BootObserved _, Event.StepFailed _, Event.OperationSettled _, Event.Refused _, Event.DriverChanged _, Event.ConfigurationChanged _,
                    Event.DriftDetected _ -> throw new IllegalStateException("the last two operations are none that succeeded: " + event);
        };
    }
}
