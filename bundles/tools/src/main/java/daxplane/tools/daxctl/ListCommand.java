package daxplane.tools.daxctl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.dax.DaxFilter;
import daxplane.tools.dax.DaxJson;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.json.JsonArray;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.function.Predicate;

/** {@code daxctl list}. */
final class ListCommand {

    private static final Command COMMAND = new Command("list", "shows dax regions and devices", "daxctl list [<options>]",
            Subject.NOTHING, List.of(
                    Option.text('r', "region", "region-id", Subject.DAX_REGION, "filter by region"),
                    Option.text('d', "dev", "dev-id", Subject.DAX_DEVICE, "filter by dax device instance name"),
                    Option.flag('D', "devices", "include dax device info"),
                    Option.flag('R', "regions", "include dax region info"),
                    Option.flag('M', "mappings", "include dax mappings info"),
                    Option.flag('i', "idle", "include idle devices"),
                    Option.flag('u', "human", "use human friendly number formats ")), false);

    private ListCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, ListCommand::run);
    }

    private static int run(Session session, Values options) {
        boolean none = !options.has("devices") && !options.has("regions");
        boolean regions = none ? options.text("region").isPresent() : options.has("regions");
        boolean devices = none ? options.text("dev").isPresent() || !regions : options.has("devices");
        var detail = new DaxJson.Detail(true, devices, options.has("mappings"), options.has("idle"));
        Predicate<DaxDevice> wanted = device -> options.text("dev").map(word -> DaxFilter.means(word, device)).orElse(true);
        var list = new JsonArray();
        for (var region : DaxRegion.all(session.sysfs())) {
            if (options.text("region").map(word -> DaxFilter.means(word, region)).orElse(true)) {
                if (regions) {
                    list.add(DaxJson.of(region, wanted, detail));
                } else {
                    DaxJson.devices(region, wanted, detail).elements().forEach(list::add);
                }
            }
        }
        if (!list.isEmpty()) {
            session.show(list, options.has("human"));
        }
        return 0;
    }
}
