package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Proposal;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Host;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(List<Mode> modes, Host host, MachineLedger ledger, OperationScopes past) throws Exception {
        // @start region="example"
        Proposal proposal = new Planner(modes, host, ledger, past).plan(new Command.Release("dax0.0", Options.NONE));
        // @end
    }
}
