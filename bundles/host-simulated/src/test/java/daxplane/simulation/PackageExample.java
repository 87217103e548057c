package daxplane.simulation;

import daxplane.host.Host;
import daxplane.simulation.FaultInjection.Pin;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host) throws Exception {
        // @start region="example"
        if (host instanceof SimulatedMachine machine) {
            machine.faults().pin(34, Pin.HELD);          // writing offline to memory34 blocks now, until it is cancelled
        }
        // @end
    }
}
