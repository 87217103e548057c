package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.HistoryEntry;
import daxplane.control.Life;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventText;
import daxplane.events.StoredEvent;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Operation;
import daxplane.journal.JournalException;
import daxplane.shell.screen.View;
import daxplane.shell.view.OperationsView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The operations of a journal, and when each began.
 *
 * @param begun by the revision of the intent
 */
record PastOperations(MachineLedger ledger, Map<Long, Instant> begun) {

    /** How the journal calls them when nobody gave them another name; no object is called so. */
    private static final Pattern NAME = Pattern.compile("op-\\d{1,18}");

    static PastOperations read(Context context) throws ControlException, JournalException {
        var ledger = new MachineLedger();
        Map<Long, Instant> begun = new HashMap<>();
        context.session().control().journal().read(1, context.lastRevision(), record -> {
            if (record.event() instanceof Event.OperationIntended) {
                begun.put(record.revision(), record.time());
            }
            ledger.apply(record);
            return true;
        });
        return new PastOperations(ledger, begun);
    }

    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    /** One of them, without reading the others. @throws Failure there is none of this name */
    static Operation find(Context context, String id) throws ControlException, Failure {
        return context.questions().operation(id).orElseThrow(() -> Failure.failed("there is no operation " + id + " (ENOENT); 'operations' shows the last ones"));
    }

    Instant began(Operation operation) {
        return begun.get(operation.intended());
    }

    /** What is known of one. @throws Failure there is none of this name */
    static View shown(Context context, String id) throws ControlException, JournalException, Failure {
        var operation = find(context, id);
        var began = context.session().control().journal().record(operation.intended()).orElseThrow().time();
        return OperationsView.one(operation, began, records(context, List.of(operation)));
    }

    /** Of their beginnings and ends; none when people read the answer. */
    static Map<Long, StoredEvent> records(Context context, List<Operation> operations) throws ControlException, JournalException {
        if (context.forPeople()) {
            return Map.of();
        }
        var revisions = operations.stream().flatMap(operation -> Stream.of(operation.intended(), operation.ended())).filter(revision -> revision > 0).toList();
        return StoredRecords.read(context, new TreeSet<>(revisions));
    }

    /** What was done and what came of it, record by record. @throws Failure there is none of this name */
    static Life told(Context context, String id) throws ControlException, JournalException, Failure {
        var operation = find(context, id);
        List<HistoryEntry> entries = new ArrayList<>();
        context.session().control().journal().read(operation.intended(), operation.ended() == 0 ? context.lastRevision() : operation.ended(), record -> {
            if (of(record.event()).filter(id::equals).isPresent()) {
                entries.add(new HistoryEntry(record.revision(), record.time(), EventText.of(record.event()), Cause.operation(id), operation.command(),
                        operation.actor(), operation.reason()));
            }
            return true;
        });
        return new Life(id, List.of(id), List.of(), true, entries, 0);
    }

    private static Optional<String> of(Event event) {
        return switch (event) {
            case Event.OperationIntended intended -> Optional.of(intended.operation());
            case Event.EffectPerformed effect -> Optional.of(effect.operation());
            case Event.FactsObserved facts -> facts.cause() instanceof Cause.Operation(var id) ? Optional.of(id) : Optional.empty();
            case Event.StepFailed failed -> Optional.of(failed.operation());
            case Event.OperationEnded ended -> Optional.of(ended.operation());
            case Event.OperationSettled settled -> Optional.of(settled.operation());
            case Event.DriverChanged driver -> Optional.of(driver.operation());
            case Event.BootObserved _, Event.Refused _, Event.ConfigurationChanged _, Event.DriftDetected _ -> Optional.empty();
        };
    }
}
