package daxplane.control.plane;

import daxplane.control.HistoryEntry;
import daxplane.control.ledger.DriftReport;
import daxplane.control.ledger.History;
import daxplane.events.EventRecord;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.MachineLedger;
import daxplane.inventory.StateDigest;
import java.util.List;
import java.util.TreeSet;

/** Everything that a ledger knows, as text that no later version may tell otherwise. */
final class LedgerText {

    private LedgerText() {
    }

    /** The whole ledger at the end, and the history of each of its objects. */
    static String atTheEnd(List<EventRecord> records) {
        var ledger = new MachineLedger();
        records.forEach(ledger::apply);
        var out = new StringBuilder("picture ").append(StateDigest.of(ledger.observed())).append('\n');
        out.append(wanted(ledger)).append(changed(ledger));
        var operations = new TreeSet<Long>();
        for (EventRecord record : records) {
            ledger.operation("op-" + record.revision()).ifPresent(operation -> operations.add(record.revision()));
        }
        for (long revision : operations) {
            var operation = ledger.operation("op-" + revision).orElseThrow();
            out.append("operation ").append(String.join(" | ", operation.id(), operation.command(), operation.actor(), operation.reason(),
                    "" + operation.intended(), operation.outcome().map(Enum::name).orElse("open"), operation.summary(),
                    "" + operation.ended())).append('\n');
        }
        for (var row : DriftReport.of(ledger, ledger.revision()).rows()) {
            out.append("drift ").append(String.join(" | ", row.object(), row.identity(), row.wanted(), row.observed(), row.cause(), row.remedy())).append('\n');
        }
        for (ObjectId key : ledger.wanted().keySet()) {
            history(records, key, out);
        }
        history(records, ObjectId.ofModule("kmem"), out);
        return out.toString();
    }

    private static void history(List<EventRecord> records, ObjectId key, StringBuilder out) {
        var ledger = new MachineLedger();
        var history = new History(key, ledger);
        for (EventRecord record : records) {
            var before = ledger.observed();
            ledger.apply(record);
            history.record(record, before);
        }
        out.append("history ").append(key.kind()).append(' ').append(key.identity()).append('\n');
        for (HistoryEntry past : history.told()) {
            out.append("  ").append(String.join(" | ", "" + past.revision(), past.what(), past.cause().text(), past.command(), past.actor(), past.reason()))
                    .append('\n');
        }
        for (HistoryEntry past : history.causes()) {
            out.append("  why ").append(String.join(" | ", "" + past.revision(), past.what(), past.cause().text(), past.command())).append('\n');
        }
    }

    private static String wanted(MachineLedger ledger) {
        var out = new StringBuilder();
        ledger.wanted().values().forEach(claim -> out.append("wanted ").append(claim.key().kind()).append(' ').append(claim.key().identity())
                .append(" | ").append(claim.name()).append(" | ").append(State.text(claim.state()))
                .append(" | ").append(claim.cause().revision()).append(' ').append(claim.cause().by().text()).append('\n'));
        return out.toString();
    }

    private static String changed(MachineLedger ledger) {
        var out = new StringBuilder();
        var keys = new TreeSet<>(ledger.wanted().keySet());
        keys.add(ObjectId.ofModule("kmem"));
        for (ObjectId key : keys) {
            ledger.lastChange(key).ifPresent(cause -> out.append("changed ").append(key.kind()).append(' ').append(key.identity())
                    .append(" | ").append(cause.revision()).append(' ').append(cause.by().text()).append('\n'));
        }
        return out.toString();
    }
}
