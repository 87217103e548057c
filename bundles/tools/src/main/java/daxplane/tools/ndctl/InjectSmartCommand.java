package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ndctl inject-smart}: pretended health of a DIMM. What the options ask for is judged before the DIMM is looked for, and
 * that there is one before whether its firmware can do it: ndctl 76.1 beside ours.
 */
final class InjectSmartCommand {

    /**
     * Something that can be pretended.
     *
     * @param word      the originals' word for it in complaints
     * @param injecting options that pretend a value
     * @param settings  options that change when an alarm is raised
     * @param uninject  the option that ends the pretending
     */
    private record Field(String word, String injecting, List<String> settings, String uninject) {

        static final List<Field> ALL = List.of(
                new Field("media_temperature", "media-temperature", List.of("media-temperature-threshold", "media-temperature-alarm"), "media-temperature-uninject"),
                new Field("ctrl_temperature", "ctrl-temperature", List.of("ctrl-temperature-threshold", "ctrl-temperature-alarm"), "ctrl-temperature-uninject"),
                new Field("spares", "spares", List.of("spares-threshold", "spares-alarm"), "spares-uninject"),
                new Field("fatal", "fatal", List.of(), "fatal-uninject"),
                new Field("unsafe_shutdown", "unsafe-shutdown", List.of(), "unsafe-shutdown-uninject"));

        boolean injects(Values options) {
            return options.text(injecting).isPresent() || options.has(injecting);
        }

        boolean uninjects(Values options) {
            return options.has(uninject) || options.has("uninject-all");
        }

        boolean asked(Values options) {
            return injects(options) || uninjects(options) || settings.stream().anyMatch(setting -> options.text(setting).isPresent());
        }
    }

    private static final Command COMMAND = new Command("inject-smart", "pretends that the health of a DIMM is another",
            "ndctl inject-smart <dimm> [<options>]", Subject.DIMM, List.of(
                    Option.text('b', "bus", "bus-id", Subject.BUS, "limit dimm to a bus with an id or provider of <bus-id>"),
                    Option.flag('v', "verbose", "emit extra debug messages to stderr"),
                    Option.flag('u', "human", "use human friendly number formats"),
                    value('m', "media-temperature", "smart media temperature attribute", "inject a value for smart media temperature"),
                    value('M', "media-temperature-threshold", "set smart media temperature threshold", "set threshold value for smart media temperature"),
                    value(Option.NO_LETTER, "media-temperature-alarm", "smart media temperature alarm", "enable or disable the smart media temperature alarm"),
                    Option.flag(Option.NO_LETTER, "media-temperature-uninject", "uninject media temperature"),
                    value('c', "ctrl-temperature", "smart controller temperature attribute", "inject a value for smart controller temperature"),
                    value('C', "ctrl-temperature-threshold", "set smart controller temperature threshold", "set threshold value for smart controller temperature"),
                    value(Option.NO_LETTER, "ctrl-temperature-alarm", "smart controller temperature alarm", "enable or disable the smart controller temperature alarm"),
                    Option.flag(Option.NO_LETTER, "ctrl-temperature-uninject", "uninject controller temperature"),
                    value('s', "spares", "smart spares attribute", "inject a value for smart spares"),
                    value('S', "spares-threshold", "set smart spares threshold", "set a threshold value for smart spares"),
                    value(Option.NO_LETTER, "spares-alarm", "smart spares alarm", "enable or disable the smart spares alarm"),
                    Option.flag(Option.NO_LETTER, "spares-uninject", "uninject spare percentage"),
                    Option.flag('f', "fatal", "inject fatal smart health status"),
                    Option.flag('F', "fatal-uninject", "uninject fatal health condition"),
                    Option.flag('U', "unsafe-shutdown", "inject smart unsafe shutdown status"),
                    Option.flag(Option.NO_LETTER, "unsafe-shutdown-uninject", "uninject unsafe shutdown status"),
                    Option.flag('N', "uninject-all", "uninject all possible fields")), true);

    private InjectSmartCommand() {
    }

    private static Option value(char letter, String name, String placeholder, String help) {
        return Option.text(letter, name, placeholder, Subject.NOTHING, help);
    }

    static Entry entry() {
        return new Entry(COMMAND, InjectSmartCommand::run);
    }

    private static int run(Session session, Values options, List<String> arguments) {
        var complaint = complaint(options);
        if (complaint.isPresent()) {
            session.error(complaint.get());
            return Outcome.failed(Errno.EINVAL);
        }
        if (arguments.size() != 1) {
            var wrong = new ArrayList<String>();
            if (arguments.isEmpty()) {
                wrong.add("specify a dimm for the smart operation");
            }
            arguments.stream().skip(1).forEach(extra -> wrong.add("unknown extra parameter \"" + extra + "\""));
            wrong.forEach(line -> session.error(line + "\n"));
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        return perform(session, options, arguments.getFirst());
    }

    /** What is wrong with the options among themselves. */
    private static Optional<String> complaint(Values options) {
        for (Field field : Field.ALL) {
            if (field.injects(options) && field.uninjects(options)) {
                return Optional.of("Cannot use " + field.word() + " inject and uninject together\n");
            }
        }
        return Field.ALL.stream().anyMatch(field -> field.asked(options)) ? Optional.empty() : Optional.of("No valid operation specified\n");
    }

    /** The first DIMM that refuses ends it. */
    private static int perform(Session session, Values options, String word) {
        List<Dimm> dimms = Bus.all(session.sysfs()).stream()
                .filter(bus -> options.text("bus").map(id -> NdFilter.means(id, bus)).orElse(true))
                .flatMap(bus -> bus.dimms().stream()).filter(dimm -> NdFilter.means(word, dimm)).toList();
        if (dimms.isEmpty()) {
            session.error(word + ": no such dimm\n");
            return Outcome.failed(Errno.ENXIO);
        }
        for (Dimm dimm : dimms) {
            int outcome = inject(session, options, dimm);
            if (outcome < 0) {
                return outcome;
            }
        }
        return Outcome.DONE;
    }

    private static int inject(Session session, Values options, Dimm dimm) {
        if (dimm.understands("smart")) {
            return new SmartChanges(session, options, dimm).run();
        }
        if (dimm.handle().isEmpty()) {
            session.error(dimm.name() + ": smart injection not supported by ndctl.");     // no family of commands, as behind CXL
            return Outcome.failed(Errno.ENOTTY);
        }
        session.error(dimm.name() + ": smart injection not supported by either platform firmware or the kernel.");
        return Outcome.failed(Errno.EIO);
    }
}
