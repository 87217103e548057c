package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes through commands of a DIMM's firmware: its update. Most machines have no such firmware, and are refused as the
 * originals refuse them. Corpus security, media-errors, nt-fw-list.
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
            Optional<byte[]> image = Optional.empty();
            if (options.text("firmware").isPresent()) {
                image = image(session, options.text("firmware").get());
                if (image.isEmpty()) {
                    session.stderr("updated 0 nmem.\n");
                    return EachDimm.FAILURE;
                }
            }
            return update(session, options, arguments, image);
        });
    }

    private static int update(Session session, Values options, List<String> arguments, Optional<byte[]> image) {
        var shown = new JsonArray();
        int code = EachDimm.perform(EachDimm.named(session, options, arguments), dimm -> {
            var update = new FirmwareUpdate(session, options, dimm);
            int outcome = image.isEmpty() && dimm.firmwareState().isEmpty() ? Outcome.failed(Errno.EOPNOTSUPP) : update.run(image);
            if (outcome == Outcome.DONE) {
                shown.add(update.shown());
            }
            return outcome;
        }).report(session, "updated %d nmem", ".");
        if (!shown.isEmpty()) {
            session.show(shown, false);
        }
        return code;
    }

    /** Without a file something must be said of what is to happen to the firmware that is there. */
    private static Optional<String> complaint(Values options) {
        if (options.has("arm") && options.has("disarm")) {
            return Optional.of("set either --arm, or --disarm, not both");
        }
        boolean anything = options.has("arm") || options.has("disarm") || options.text("firmware").isPresent();
        return anything ? Optional.empty() : Optional.of("require --arm, or --disarm");
    }

    /** What the file holds, when it can be an image at all; told when it cannot be read. */
    private static Optional<byte[]> image(Session session, String file) {
        try {
            byte[] image = session.files().readStart(file, FirmwareUpdate.LARGEST_IMAGE + 1);
            return Optional.of(image).filter(bytes -> bytes.length > 0 && bytes.length <= FirmwareUpdate.LARGEST_IMAGE);
        } catch (NoSuchFileException | AccessDeniedException refused) {
            session.stderr("failed to open: " + file + ": (" + FileProblem.text(refused) + ")\n");
            return Optional.empty();
        } catch (IOException noFile) {
            return Optional.empty();
        }
    }

    private static Entry activate() {
        return new Entry(ACTIVATE, (session, options, arguments) -> {
            var outcomes = new ArrayList<Integer>();
            var shown = new JsonArray();
            for (var bus : EachBus.meant(session, arguments)) {
                int outcome = new FirmwareActivation(session, options, bus).run();
                outcomes.add(outcome);
                if (outcome == Outcome.DONE) {
                    shown.add(FirmwareActivation.shown(session, bus));
                }
            }
            int outcome = EachBus.outcome(outcomes);
            if (outcome < 0) {
                session.stderr("error activating firmware: " + Outcome.text(outcome) + "\n");
            }
            if (!shown.isEmpty()) {
                session.show(shown, false);
            }
            return outcome;
        });
    }
}
