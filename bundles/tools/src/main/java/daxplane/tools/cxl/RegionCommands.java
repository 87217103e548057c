package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** {@code cxl enable-region}, {@code disable-region} and {@code destroy-region}. Words that name no region are passed over. */
final class RegionCommands {

    private static final Option BUS = Option.text('b', "bus", "bus name", Subject.NOTHING, "Limit operation to the specified bus");
    private static final Option DECODER = Option.text('d', "decoder", "root decoder name", Subject.NOTHING, "Limit to / use the specified root decoder");
    private static final Option DEBUG = Option.flag(Option.NO_LETTER, "debug", "turn on debug");

    private static final Command ENABLE = command("enable-region", "brings a region to use");
    private static final Command DISABLE = command("disable-region", "takes a region out of use");
    private static final Command DESTROY = command("destroy-region", "gives what a region has back to its memory devices",
            Option.flag('f', "force", "destroy region even if currently active"));

    private final Session session;
    private final Values options;
    private final CxlDevices devices;
    private final CxlControl control;
    private final Words words;

    private RegionCommands(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.devices = new CxlDevices(session.sysfs());
        this.control = new CxlControl(session, devices);
        this.words = new Words(session, "region");
    }

    /** Options that all commands on regions begin with. */
    static List<Option> options(Option... more) {
        var options = new ArrayList<>(List.of(BUS, DECODER, DEBUG));
        options.addAll(Arrays.asList(more));
        return options;
    }

    private static Command command(String name, String summary, Option... more) {
        return new Command(name, summary, "cxl " + name + " <region0> ... [<options>]", Subject.NOTHING, options(more), true);
    }

    static List<Entry> all() {
        return List.of(
                new Entry(ENABLE, (session, options, arguments) -> {
                    var commands = new RegionCommands(session, options);
                    return commands.run(arguments, region -> commands.control.enable(region, "cxl_region_enable"), "cmd_enable_region", "enabled");
                }),
                new Entry(DISABLE, (session, options, arguments) -> {
                    var commands = new RegionCommands(session, options);
                    return commands.run(arguments, region -> commands.control.disable(region, "cxl_region_disable"), "cmd_disable_region", "disabled");
                }),
                new Entry(DESTROY, (session, options, arguments) -> {
                    var commands = new RegionCommands(session, options);
                    return commands.run(arguments, commands::destroy, "cmd_destroy_region", "destroyed");
                }));
    }

    private int run(List<String> arguments, ToIntFunction<String> action, String function, String done) {
        int count = 0;
        int failure = 0;
        for (String region : meant(arguments)) {
            int outcome = action.applyAsInt(region);
            if (outcome == Outcome.DONE) {
                count++;
            } else {
                words.say("decoder_region_action", region + ": failed: " + Outcome.text(outcome));
                failure = outcome;
            }
        }
        if (failure < 0) {
            words.say("region_action", "one or more failures, last failure: " + Outcome.text(failure));
        }
        words.say(function, done + " " + count + " region" + (count == 1 ? "" : "s"));
        return failure < 0 ? EachMemory.FAILURE : 0;
    }

    private List<String> meant(List<String> arguments) {
        var filter = new CxlFilter(devices);
        var meant = new ArrayList<String>();
        devices.named("root\\d+").stream().filter(root -> options.text("bus").map(bus -> filter.bus(bus, root)).orElse(true))
                .flatMap(root -> devices.decodersOf(root).stream())
                .filter(window -> options.text("decoder").map(decoder -> filter.decoder(decoder, window)).orElse(true))
                .flatMap(window -> devices.below(window, "region\\d+").stream())
                .filter(region -> arguments.stream().anyMatch(word -> filter.region(word, region))).forEach(meant::add);
        return meant;
    }

    /** Its decoding ends first, then each place is freed, then what each device gave to it. */
    private int destroy(String region) {
        if (devices.isBound(region)) {
            if (!options.has("force")) {
                words.say("destroy_region", region + " active. Disable it or use --force");
                return Outcome.failed(Errno.EBUSY);
            }
            int outcome = control.disable(region, "cxl_region_disable");
            if (outcome < 0) {
                words.say("destroy_region", region + ": error disabling region: " + Outcome.text(outcome));
                return outcome;
            }
        }
        String path = CxlDevices.path(region) + "/";
        if (devices.number(region, "commit") == 1) {
            var refused = session.write(path + "commit", "0");
            if (refused.isPresent()) {
                words.say("destroy_region", region + ": failed to reset decode: " + refused.get().text());
                return Outcome.of(refused);
            }
        }
        for (int i = 0; i < devices.number(region, "interleave_ways"); i++) {
            String decoder = devices.text(region, "target" + i);
            if (!decoder.isEmpty()) {
                var refused = session.write(path + "target" + i, "");
                if (refused.isPresent()) {
                    words.say("destroy_region", region + ": clearing target" + i + " failed: " + refused.get().text());
                    return Outcome.of(refused);
                }
                refused = release(decoder);
                if (refused.isPresent()) {
                    words.say("destroy_region", decoder + ": set_dpa_size failed: " + refused.get().text());
                    return Outcome.of(refused);
                }
            }
        }
        return Outcome.of(session.write(CxlDevices.path(devices.portOf(region)) + "/delete_region", region));
    }

    private Optional<Errno> release(String decoder) {
        return session.write(CxlDevices.path(decoder) + "/dpa_size", "0");
    }
}
