package daxplane.control.engine;

import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who holds memory just before the power switch is used: gone with the boot, and told so. */
final class BlockPins {

    private BlockPins() {
    }

    /** One sentence each. A holder that cannot be asked for is no reason not to boot. */
    static List<String> of(Host host, Inventory picture) {
        var sentences = new ArrayList<String>();
        for (String device : picture.daxDevices().keySet()) {
            try {
                for (Holders.Holder holder : host.holders().of(device)) {
                    sentences.add(device + " " + holder.kind().name().toLowerCase(Locale.ROOT) + " by " + text(holder));
                }
            } catch (HostException unseen) {
                sentences.add("holders of " + device + " are unknown: " + unseen.getMessage());
            }
        }
        return sentences;
    }

    static String text(Holders.Holder holder) {
        return holder.command() + (holder.pid() == 0 ? "" : " (process " + holder.pid() + ")");
    }
}
