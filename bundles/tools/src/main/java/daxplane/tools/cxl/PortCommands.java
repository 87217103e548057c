package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** {@code cxl enable-port} and {@code disable-port}: of switches and host bridges, or with an option of endpoints; never of the root. */
final class PortCommands {

    private static final Option DEBUG = Option.flag(Option.NO_LETTER, "debug", "turn on debug");
    private static final Option ENDPOINT = Option.flag('e', "endpoint", "target endpoints instead of switch ports");

    private static final Command ENABLE = new Command("enable-port", "brings a port to use", "cxl enable-port <port0> [<port1>..<portN>] [<options>]",
            Subject.NOTHING, List.of(DEBUG, ENDPOINT, Option.flag('m', "enable-memdevs", "enable downstream memdev(s)")), true);
    private static final Command DISABLE = new Command("disable-port", "takes a port out of use, with all that is behind it",
            "cxl disable-port <port0> [<port1>..<portN>] [<options>]", Subject.NOTHING,
            List.of(DEBUG, ENDPOINT, Option.flag('f', "force", "DANGEROUS: override active memdev safety checks")), true);

    private final Session session;
    private final Values options;
    private final CxlDevices devices;
    private final CxlControl control;
    private final Words words;

    private PortCommands(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.devices = new CxlDevices(session.sysfs());
        this.control = new CxlControl(session, devices);
        this.words = new Words(session, "port");
    }

    static List<Entry> all() {
        return List.of(new Entry(DISABLE, (session, options, arguments) -> {
            var commands = new PortCommands(session, options);
            return commands.run(DISABLE, arguments, commands::disable, "cmd_disable_port", "disabled %d");
        }), new Entry(ENABLE, (session, options, arguments) -> {
            var commands = new PortCommands(session, options);
            return commands.run(ENABLE, arguments, commands::enable, "cmd_enable_port", "enabled %d");
        }));
    }

    private int run(Command command, List<String> arguments, ToIntFunction<String> action, String function, String result) {
        if (arguments.isEmpty()) {
            session.stderr(UsageText.whole(command));
            return UsageText.EXIT;
        }
        int done = 0;
        int failure = 0;
        for (String word : arguments) {
            var meant = meant(word);
            if (meant.isEmpty()) {
                words.say("port_action", (options.has("endpoint") ? "endpoint: " : "port: ") + word + " not found");
            }
            for (String port : meant) {
                int outcome = action.applyAsInt(port);
                done += outcome == Outcome.DONE ? 1 : 0;
                failure = failure == 0 ? outcome : failure;
            }
        }
        words.count(function, result, done, "port");
        return done > 0 || failure == 0 ? 0 : EachMemory.FAILURE;
    }

    private List<String> meant(String word) {
        var filter = new CxlFilter(devices);
        return options.has("endpoint") ? devices.named("endpoint\\d+").stream().filter(endpoint -> filter.endpoint(word, endpoint)).toList()
                : devices.named("port\\d+").stream().filter(port -> filter.port(word, port, true)).toList();
    }

    private int disable(String port) {
        var below = port.startsWith("endpoint") ? Stream.of(devices.subject(port)) : devices.memoriesBelow(port);
        var hosted = below.filter(memory -> devices.isBound(memory) && devices.inUse(memory)).toList();
        if (!hosted.isEmpty() && !options.has("force")) {
            words.say("action_disable", hosted(port, hosted.size()));
            words.say("action_disable", "See 'cxl list -M -p " + port + "' to see impacted device"
                    + (hosted.size() > 1 ? "s" : ""));
            return Outcome.failed(Errno.EBUSY);
        }
        return control.disable(port, "cxl_port_disable_invalidate");
    }

    /** Why something is not disabled without force. */
    static String hosted(String device, int memories) {
        return device + " hosts " + memories + " memdev" + (memories > 1 ? "s" : "") + " which " + (memories > 1 ? "are" : "is") + " part of an active region";
    }

    private int enable(String port) {
        int outcome = control.enable(port, port.startsWith("endpoint") ? "cxl_endpoint_enable" : "cxl_port_enable");
        if (outcome == Outcome.DONE && options.has("enable-memdevs")) {
            devices.named("mem\\d+").stream().filter(memory -> behind(port, memory)).forEach(memory -> control.enable(memory, "cxl_memdev_enable"));
        }
        return outcome;
    }

    /** A disabled device has no endpoint: its place among the PCI functions tells. */
    private boolean behind(String port, String memory) {
        String directory = session.sysfs().realPath(CxlDevices.path(memory)).orElse("");
        return devices.parts(port, "dport\\d+").stream().map(dport -> session.sysfs().realPath(CxlDevices.path(port) + "/" + dport).orElse("/"))
                .anyMatch(dport -> directory.startsWith(dport + "/"));
    }
}
