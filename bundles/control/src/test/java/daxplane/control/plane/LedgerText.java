package daxplane.control.plane;

import daxplane.control.HistoryEntry;
import daxplane.control.ledger.DriftReport;
import daxplane.control.ledger.History;
import daxplane.events.EventRecord;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import java.util.List;

/** What control tells of a journal, as text that no later version may tell otherwise. */
final class LedgerText {

    private LedgerText() {
    }

    /** Drift at the end, and the history of each object. */
    static String of(List<EventRecord> records) {
        var ledger = new MachineLedger();
        records.forEach(ledger::apply);
        var out = new StringBuilder();
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
}
