package daxplane.tools.cxl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonText;
import daxplane.tools.options.UsageText;
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
                    filter('m', "memdev", "memory device name(s)", "filter by CXL memory device name(s)"),
                    filter('s', "serial", "memory device serial(s)", "filter by CXL memory device serial number(s)"),
                    Option.flag('M', "memdevs", "include CXL memory device info"),
                    filter('b', "bus", "bus device name", "filter by CXL bus device name(s)"),
                    Option.flag('B', "buses", "include CXL bus info"),
                    filter('p', "port", "port device name", "filter by CXL port device name(s)"),
                    Option.flag('P', "ports", "include CXL port info"),
                    Option.flag('S', "single", "skip listing descendant objects"),
                    filter('e', "endpoint", "endpoint device name", "filter by CXL endpoint device name(s)"),
                    Option.flag('E', "endpoints", "include CXL endpoint info"),
                    filter('d', "decoder", "decoder device name", "filter by CXL decoder device name(s) / class"),
                    Option.flag('D', "decoders", "include CXL decoder info"),
                    Option.flag('T', "targets", "include CXL target data with decoders, ports, or regions"),
                    filter('r', "region", "region name", "filter by CXL region name(s)"),
                    Option.flag('R', "regions", "include CXL regions"),
                    Option.flag('i', "idle", "include disabled devices"),
                    Option.flag('u', "human", "use human friendly number formats"),
                    Option.flag('H', "health", "include memory device health information"),
                    Option.flag('I', "partition", "include memory device partition information"),
                    Option.flag('A', "alert-config", "include alert configuration information"),
                    Option.count('v', "verbose", "increase output detail"),
                    Option.flag(Option.NO_LETTER, "debug", "debug list walk")), false);

    private static final Map<String, Listing.Kind> ASKED = Map.of("buses", Listing.Kind.BUS, "ports", Listing.Kind.PORT,
            "endpoints", Listing.Kind.ENDPOINT, "decoders", Listing.Kind.DECODER, "memdevs", Listing.Kind.MEMORY, "regions", Listing.Kind.REGION);

    /** What a filter shows where nothing is asked for. */
    private static final Map<String, Listing.Kind> MEANT = Map.of("memdev", Listing.Kind.MEMORY, "serial", Listing.Kind.MEMORY, "bus", Listing.Kind.BUS,
            "port", Listing.Kind.PORT, "endpoint", Listing.Kind.ENDPOINT, "decoder", Listing.Kind.DECODER, "region", Listing.Kind.REGION);

    /** How often {@code -v} is given for disabled devices, and for all that there is. */
    private static final int IDLE = 2;
    private static final int EVERYTHING = 3;

    private ListCommand() {
    }

    private static Option filter(char letter, String name, String placeholder, String help) {
        return Option.text(letter, name, placeholder, Subject.NOTHING, help);
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, ListCommand::run);
    }

    private static int run(Session session, Values options) {
        if (options.has("single") && options.text("port").isEmpty()) {
            session.error("-S/--single expects a port filter: -p/--port=\n");
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        int verbose = options.times("verbose");
        var devices = new CxlDevices(session.sysfs());
        var kinds = EnumSet.noneOf(Listing.Kind.class);
        ASKED.forEach((option, kind) -> {
            if (options.has(option)) {
                kinds.add(kind);
            }
        });
        // A port that is meant, and not asked for, is meant without what lies below it.
        boolean single = options.has("single") || kinds.isEmpty() && options.text("port").isPresent();
        if (kinds.isEmpty()) {
            kinds.addAll(meant(options));
        }
        if (kinds.contains(Listing.Kind.PORT)) {
            kinds.addAll(ofPorts(options));
        }
        if (verbose > 0) {
            kinds.addAll(Set.of(Listing.Kind.BUS, Listing.Kind.PORT, Listing.Kind.ENDPOINT, Listing.Kind.DECODER));
        }
        var filter = ListFilter.of(devices, options, single);
        var json = new CxlJson(devices, options.has("targets") || verbose > 0, options.has("partition") || verbose >= EVERYTHING, filter.meantMemories());
        var list = new Listing(devices, json, kinds, filter, options.has("idle") || verbose >= IDLE).all();
        if (list.isEmpty()) {
            // Brackets also for people, who are told of nothing more.
            session.stderr("  Warning: no matching devices found\n\n");
            if (!options.has("human")) {
                session.stdout(JsonText.of(list, false) + "\n");
            }
            return 0;
        }
        session.show(list, options.has("human"));
        return 0;
    }

    /** Memory devices and regions when nothing is meant either. */
    private static Set<Listing.Kind> meant(Values options) {
        var kinds = EnumSet.noneOf(Listing.Kind.class);
        MEANT.forEach((option, kind) -> {
            if (options.text(option).isPresent()) {
                kinds.add(kind);
            }
        });
        return kinds.isEmpty() ? EnumSet.of(Listing.Kind.MEMORY, Listing.Kind.REGION) : kinds;
    }

    /** A bus and an endpoint are ports, too. */
    private static Set<Listing.Kind> ofPorts(Values options) {
        var kinds = EnumSet.noneOf(Listing.Kind.class);
        String ports = options.text("port").orElse("");
        if (ports.contains("root")) {
            kinds.add(Listing.Kind.BUS);
        }
        if (ports.contains("endpoint")) {
            kinds.add(Listing.Kind.ENDPOINT);
        }
        return kinds;
    }
}
