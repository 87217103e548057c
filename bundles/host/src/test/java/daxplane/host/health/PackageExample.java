package daxplane.host.health;

import daxplane.host.Host;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import java.util.Map;
import java.util.TreeMap;

/** The example of the package's description: compiled, not run. */
final class PackageExample {

    private PackageExample() {
    }

    static Map<String, String> words(Host host, Inventory picture, Map<String, Long> acknowledged) {
        var words = new TreeMap<String, String>();
        // @start region="example"
        for (Dimm dimm : picture.dimms().values()) {
            var health = DimmHealth.read(host, dimm);
            var verdict = Verdict.of(health, picture, dimm, acknowledged);
            words.put(dimm.name(), verdict.state().word());
        }
        // @end
        return words;
    }
}
