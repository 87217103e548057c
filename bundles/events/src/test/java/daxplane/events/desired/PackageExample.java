package daxplane.events.desired;

import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.inventory.Inventory;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Inventory picture, MachineLedger ledger) throws Exception {
        // @start region="example"
        var objects = ManagedObjects.of(picture);                    // what is
        var deviations = Deviation.of(ledger);                       // where that is not what was decided
        // @end
    }
}
