package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.RegionType;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Session;
import daxplane.tools.session.WholeNumber;
import java.util.List;
import java.util.Optional;

/** {@code ndctl list}. */
final class ListCommand {

    private static final Command COMMAND = new Command("list", "shows buses, DIMMs, regions and namespaces",
            "ndctl list [<options>]", Subject.NOTHING, List.of(
                    Option.text('b', "bus", "bus-id", Subject.BUS, "filter by bus"),
                    Option.text('r', "region", "region-id", Subject.REGION, "filter by region"),
                    Option.text('d', "dimm", "dimm-id", Subject.DIMM, "filter by dimm"),
                    Option.text('n', "namespace", "namespace-id", Subject.NAMESPACE, "filter by namespace id"),
                    Option.text('m', "mode", "namespace-mode", Subject.NAMESPACE_MODE, "filter by namespace mode"),
                    Option.text('t', "type", "region-type", Subject.NOTHING, "filter by region-type"),
                    Option.text('U', "numa-node", "numa node", Subject.NOTHING, "filter by numa node"),
                    Option.flag('B', "buses", "include bus info"),
                    Option.flag('D', "dimms", "include dimm info"),
                    Option.flag('F', "firmware", "include firmware info"),
                    Option.flag('H', "health", "include dimm health"),
                    Option.flag('R', "regions", "include region info"),
                    Option.flag('N', "namespaces", "include namespace info (default)"),
                    Option.flag('X', "device-dax", "include device-dax info"),
                    Option.flag('C', "capabilities", "include region capability info"),
                    Option.flag('i', "idle", "include idle devices"),
                    Option.flag('c', "configured", "include configured namespaces, disabled or not"),
                    Option.flag('M', "media-errors", "include media errors"),
                    Option.flag('u', "human", "use human friendly number formats "),
                    Option.count('v', "verbose", "increase output detail")), false);

    private ListCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, ListCommand::run);
    }

    private static int run(Session session, Values options) {
        var complaint = complaint(session, options);
        if (complaint.isPresent()) {
            session.error(complaint.get());
            return -Errno.EINVAL.number();
        }
        var listing = new Listing(session, Listing.Scope.of(options), Listing.Filter.of(options));
        Bus.all(session.sysfs()).forEach(listing::look);
        listing.show();
        return 0;
    }

    private static Optional<String> complaint(Session session, Values options) {
        var type = options.text("type");
        if (type.isPresent() && RegionType.named(type.get()).isEmpty()) {
            return Optional.of("unknown type \"" + type.get() + "\" must be \"pmem\" or \"blk\"\n");
        }
        var mode = options.text("mode");
        if (mode.isPresent() && NamespaceMode.named(mode.get()).isEmpty()) {
            return Optional.of("invalid mode: '" + mode.get() + "'\n");
        }
        var node = options.text("numa-node");
        if (node.isPresent() && !session.sysfs().exists("/sys/devices/system/node")) {
            return Optional.of("This system does not support NUMA");
        }
        if (node.isPresent() && WholeNumber.parse(node.get()).isEmpty()) {
            return Optional.of("invalid numa_node: '" + node.get() + "'\n");
        }
        return Optional.empty();
    }
}
