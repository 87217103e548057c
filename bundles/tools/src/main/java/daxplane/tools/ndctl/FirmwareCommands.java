package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * What goes through commands of a DIMM's firmware: its update. No machine here has such a firmware, and
 * the port has no way to it, so the originals' refusals are all that there is. Corpus security, media-errors.
 */
final class FirmwareCommands {

    private static final List<Option> BUS = List.of(Option.flag('v', "verbose", "turn on debug"));

    private static final Command UPDATE = new Command("update-firmware", "gives a DIMM another firmware",
            "ndctl update-firmware <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    Option.text('f', "firmware", "firmware-file", Subject.FILE, "firmware filename for update"),
                    Option.flag('i', "force", "ignore ARS / arm status, try to force update"),
                    Option.flag('A', "arm", "arm device for firmware activation (default)"),
                    Option.flag('D', "disarm", "disarm device for firmware activation")), true);
    private static final Command ACTIVATE = new Command("activate-firmware", "makes DIMMs run the firmware that they were given",
            "ndctl activate-firmware[<bus-id> <bus-id2> ... <bus-idN>] [<options>]", Subject.BUS, NdOptions.with(BUS,
                    Option.flag('I', "idle", "allow platform-injected idle over activate (default)"),
                    Option.flag('f', "force", "try to force live activation"),
                    Option.flag('n', "dry-run", "perform all setup/validation steps, skip the activate")), true);
    private FirmwareCommands() {
    }

    static List<Entry> all() {
        return List.of(update(), activate());
    }

    private static Entry update() {
        return new Entry(UPDATE, (session, options, arguments) -> {
            if (!EachDimm.wellFormed(session, UPDATE, arguments, EachDimm::isName)) {
                return UsageText.EXIT;
            }
            var complaint = complaint(options);
            if (complaint.isPresent()) {
                session.stderr(complaint.get() + "\n" + UsageText.whole(UPDATE));
                return UsageText.EXIT;
            }
            if (options.text("firmware").isPresent() && !readable(session, options.text("firmware").get())) {
                session.stderr("updated 0 nmem.\n");
                return EachDimm.FAILURE;
            }
            return EachDimm.perform(EachDimm.named(session, options, arguments), dimm -> {
                if (options.text("firmware").isEmpty()) {
                    return Outcome.failed(Errno.EOPNOTSUPP);
                }
                session.error("update firmware: " + dimm.name() + ": firmware update not supported by either platform firmware or the kernel.");
                return Outcome.failed(Errno.EOPNOTSUPP);
            }).report(session, "updated %d nmem.");
        });
    }

    /** Without a file something must be said of what is to happen to the firmware that is there. */
    private static Optional<String> complaint(Values options) {
        if (options.has("arm") && options.has("disarm")) {
            return Optional.of("set either --arm, or --disarm, not both");
        }
        boolean anything = options.has("arm") || options.has("disarm") || options.text("firmware").isPresent();
        return anything ? Optional.empty() : Optional.of("require --arm, or --disarm");
    }

    /** Whether the file is there; a folder counts, as the originals open before they look. */
    private static boolean readable(Session session, String file) {
        try {
            session.files().read(file);
        } catch (NoSuchFileException | AccessDeniedException refused) {
            session.stderr("failed to open: " + file + ": (" + FileProblem.text(refused) + ")\n");
            return false;
        } catch (IOException noFile) {
            return true;
        }
        return true;
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
}
