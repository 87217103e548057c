package daxplane.events;

import daxplane.events.ledger.MachineLedger;
import daxplane.journal.Journals;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Journals.CloseableJournal journal, MachineLedger ledger) throws Exception {
        // @start region="example"
        try (var log = new EventLog(journal)) {
            long revision = log.append(new Event.StepFailed("op-12", 3, "memory43 is still online")).revision();
            log.read(1, revision, record -> {
                ledger.apply(record);
                return true;
            });
        }
        // @end
    }
}
