package daxplane.control.ledger;

import daxplane.control.Drift;
import daxplane.events.ledger.MachineLedger;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(MachineLedger ledger) throws Exception {
        // @start region="example"
        Drift drift = DriftReport.of(ledger, ledger.revision());
        // @end
    }
}
