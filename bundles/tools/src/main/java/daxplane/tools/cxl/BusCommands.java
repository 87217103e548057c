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
import java.util.regex.Pattern;

/** {@code cxl disable-bus}: takes a bus away with all that is on it. */
final class BusCommands {

    private static final Command DISABLE = new Command("disable-bus", "takes a bus away with all that is on it", "cxl disable-bus <bus0> [<bus1>..<busN>] [<options>]",
            Subject.NOTHING, List.of(Option.flag(Option.NO_LETTER, "debug", "turn on debug"),
                    Option.flag('f', "force", "DANGEROUS: override active memdev safety checks")), true);

    private static final Pattern NAME = Pattern.compile("(root)?\\d+.*", Pattern.DOTALL);

    private BusCommands() {
    }

    static Entry disable() {
        return new Entry(DISABLE, BusCommands::run);
    }

    private static int run(Session session, Values options, List<String> arguments) {
        var words = new Words(session, "bus");
        var wrong = arguments.stream().filter(word -> !word.equals("all") && !NAME.matcher(word).matches()).toList();
        wrong.forEach(word -> words.say("bus_action", "'" + word + "' is not a valid bus identifer"));
        if (wrong.size() == arguments.size()) {
            session.stderr(UsageText.whole(DISABLE));
            return UsageText.EXIT;
        }
        var devices = new CxlDevices(session.sysfs());
        var filter = new CxlFilter(devices);
        int done = 0;
        int failure = 0;
        for (String word : arguments) {
            for (String root : devices.named("root\\d+").stream().filter(root -> filter.bus(word, root)).toList()) {
                int outcome = disable(session, devices, words, root, options.has("force"));
                done += outcome == Outcome.DONE ? 1 : 0;
                failure = failure == 0 ? outcome : failure;
            }
        }
        words.say("cmd_disable_bus", "disabled " + done + " bus");
        return done > 0 || failure == 0 ? 0 : EachMemory.FAILURE;
    }

    private static int disable(Session session, CxlDevices devices, Words words, String root, boolean force) {
        var hosted = devices.memoriesBelow(root).filter(memory -> devices.isBound(memory) && devices.inUse(memory)).toList();
        if (!hosted.isEmpty() && !force) {
            words.say("action_disable", PortCommands.hosted(root, hosted.size()));
            words.say("action_disable", "See 'cxl list -M -b " + root + "' to see impacted device" + (hosted.size() > 1 ? "s" : ""));
            return Outcome.failed(Errno.EBUSY);
        }
        return new CxlControl(session, devices).disableBus(root);
    }
}
