package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.options.UsageText;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import java.util.List;

/**
 * What goes through commands of a DIMM's firmware: its update, and pretended health. No machine here has such a firmware, and
 * the port has no way to it, so the originals' refusals are all that there is. Corpus security, media-errors.
 */
final class FirmwareCommands {

    private static final List<Option> BUS = List.of(Option.flag('v', "verbose", "turn on debug"));

    private static final Command UPDATE = new Command("update-firmware", "gives a DIMM another firmware",
            "ndctl update-firmware <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    Option.text('f', "firmware", "file-name", Subject.FILE, "firmware filename for update"),
                    Option.flag('i', "force", "ignore in-progress Address Range Scrub and try to submit update"),
                    Option.flag('A', "arm", "arm device for firmware activation (default)"),
                    Option.flag('D', "disarm", "disarm device for firmware activation")), true);
    private static final Command ACTIVATE = new Command("activate-firmware", "makes DIMMs run the firmware that they were given",
            "ndctl activate-firmware [<bus-id0>...<bus-idN>] [<options>]", Subject.BUS, NdOptions.with(BUS,
                    Option.flag('I', "idle", "allow platform-injected idle over activate (default)"),
                    Option.flag('f', "force", "try to force live activation"),
                    Option.flag('n', "dry-run", "perform all setup/validation steps, skip the activate")), true);
    private static final Command SMART = new Command("inject-smart", "pretends that the health of a DIMM is another",
            "ndctl inject-smart <nmem> [<options>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    Option.text('m', "media-temperature", "temperature", Subject.NOTHING, "inject a value for media temperature"),
                    Option.text('s', "spares", "percentage", Subject.NOTHING, "inject a value for spare capacity"),
                    Option.flag('f', "fatal", "inject a fatal health status"),
                    Option.flag('U', "unsafe-shutdown", "inject an unsafe shutdown status"),
                    Option.flag('N', "uninject-all", "uninject all possible fields")), true);

    private FirmwareCommands() {
    }

    static List<Entry> all() {
        return List.of(update(), activate(), smart());
    }

    private static Entry update() {
        return new Entry(UPDATE, (session, options, arguments) -> {
            if (!EachDimm.wellFormed(session, UPDATE, arguments, EachDimm::isName)) {
                return UsageText.EXIT;
            }
            return EachDimm.perform(EachDimm.named(session, options, arguments), dimm -> {
                session.error("update firmware: " + dimm.name() + ": firmware update not supported by either platform firmware or the kernel.");
                return Outcome.failed(Errno.EOPNOTSUPP);
            }).report(session, "updated %d nmem.");
        });
    }

    private static Entry activate() {
        return new Entry(ACTIVATE, (session, _, arguments) -> {
            int outcome = Outcome.failed(Errno.ENXIO);
            for (var bus : Bus.all(session.sysfs())) {
                if (arguments.isEmpty() || arguments.stream().anyMatch(word -> NdFilter.means(word, bus))) {
                    session.stderr(bus.provider() + ": " + bus.name() + ": has no devices that support firmware update.\n");
                    outcome = Outcome.failed(Errno.EOPNOTSUPP);
                }
            }
            session.stderr("error activating firmware: " + Outcome.text(outcome) + "\n");
            return outcome;
        });
    }

    private static Entry smart() {
        return new Entry(SMART, (session, options, arguments) -> {
            if (!EachDimm.wellFormed(session, SMART, arguments, EachDimm::isName)) {
                return UsageText.EXIT;
            }
            int outcome = Outcome.DONE;
            for (var dimm : EachDimm.named(session, options, arguments)) {
                session.error(dimm.name() + ": smart injection not supported by either platform firmware or the kernel.");
                outcome = Outcome.failed(Errno.EIO);
            }
            return outcome;
        });
    }
}
