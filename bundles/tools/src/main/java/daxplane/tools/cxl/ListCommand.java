package daxplane.tools.cxl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Session;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code cxl list}. */
final class ListCommand {

    private static final Command COMMAND = new Command("list", "shows CXL memory, ports, decoders and regions", "cxl list [<options>]",
            Subject.NOTHING, List.of(
                    Option.flag('B', "buses", "include CXL bus info"),
                    Option.flag('P', "ports", "include CXL port info"),
                    Option.flag('E', "endpoints", "include CXL endpoint info"),
                    Option.flag('D', "decoders", "include CXL decoder info"),
                    Option.flag('M', "memdevs", "include CXL memory device info"),
                    Option.flag('R', "regions", "include CXL regions"),
                    Option.flag('T', "targets", "include CXL target data with decoders, ports, or regions"),
                    Option.flag('i', "idle", "include disabled devices"),
                    Option.flag('u', "human", "use human friendly number formats")), false);

    private static final Map<String, Listing.Kind> ASKED = Map.of("buses", Listing.Kind.BUS, "ports", Listing.Kind.PORT,
            "endpoints", Listing.Kind.ENDPOINT, "decoders", Listing.Kind.DECODER, "memdevs", Listing.Kind.MEMORY, "regions", Listing.Kind.REGION);

    private ListCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, ListCommand::run);
    }

    private static int run(Session session, Values options) {
        var devices = new CxlDevices(session.sysfs());
        session.show(new Listing(devices, new CxlJson(devices, options.has("targets")), kinds(options), options.has("idle")).all(), options.has("human"));
        return 0;
    }

    /** Memory devices and regions when nothing is asked for. */
    private static Set<Listing.Kind> kinds(Values options) {
        var kinds = EnumSet.noneOf(Listing.Kind.class);
        ASKED.forEach((option, kind) -> {
            if (options.has(option)) {
                kinds.add(kind);
            }
        });
        return kinds.isEmpty() ? EnumSet.of(Listing.Kind.MEMORY, Listing.Kind.REGION) : kinds;
    }
}
