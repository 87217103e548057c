package daxplane.control.engine;

import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.events.Event;
import daxplane.host.Host;
import daxplane.host.InventoryReader;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host, InventoryReader reader, EventRecorder recorder, ExecutionPolicy policy, Plan plan, Event intent) throws Exception {
        // @start region="example"
        try (var engine = new Engine(host, reader, recorder, Limits.DEFAULT, System::nanoTime)) {
            Outcome outcome = new Run(engine, "op-12", plan, policy).perform(List.of(intent));
        }
        // @end
    }
}
