package daxplane.events.ledger;

import daxplane.events.EventLog;
import daxplane.inventory.Inventory;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(EventLog journal, long revision) throws Exception {
        // @start region="example"
        var ledger = new MachineLedger();
        journal.read(1, revision, record -> {
            ledger.apply(record);
            return true;
        });
        Inventory then = ledger.observed();          // the picture at that revision
        // @end
    }
}
