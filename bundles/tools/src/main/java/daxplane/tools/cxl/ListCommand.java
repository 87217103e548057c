package daxplane.tools.cxl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.stream.Stream;

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

    private ListCommand() {
    }

    static Entry entry() {
        return new Entry(COMMAND, ListCommand::run);
    }

    /** Memory devices when no kind is asked for. */
    private static int run(Session session, Values options, List<String> arguments) {
        if (!arguments.isEmpty()) {
            arguments.forEach(argument -> session.error("unknown parameter \"" + argument + "\"\n"));
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        var json = new CxlJson(session.sysfs(), options.has("targets"), options.has("idle"));
        long kinds = Stream.of("memdevs", "regions", "ports", "endpoints", "decoders").filter(options::has).count();
        JsonArray list;
        if (options.has("buses") && !options.has("regions")) {
            list = json.buses(new CxlJson.Kinds(options.has("ports"), options.has("endpoints"), options.has("decoders"), options.has("memdevs")));
        } else if (!options.has("buses") && (kinds == 0 || kinds == 1 && options.has("memdevs"))) {
            list = json.memories();
        } else if (!options.has("buses") && kinds == 1 && options.has("regions")) {
            list = json.regions();
        } else {
            session.error("only memory devices, regions, or a bus with what is below it can be listed\n");
            return 1;
        }
        session.show(list, options.has("human"));
        return 0;
    }
}
