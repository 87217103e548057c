package daxplane.host.sysfs;

import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.Effects;
import daxplane.host.Host;
import daxplane.host.InventoryReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host, Effect effect) throws Exception {
        // @start region="example"
        InventoryReader reader = new SysfsReader(host.attributes());
        Inventory before = reader.look();
        long mark = host.changes().mark();
        var result = Effects.perform(host, effect, Cancellation.NEVER);
        Inventory after = reader.look(before, host.changes().since(mark));
        List<Fact> facts = Difference.between(before, after);
        // @end
    }
}
