package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.dax.DaxControl;
import daxplane.tools.dax.DaxFilter;
import daxplane.tools.dax.DaxJson;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.json.JsonArray;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Optional;

/** {@code daxctl create-device}: makes a device from free memory of a region. Many of its options are there, and mean nothing. */
final class CreateCommand {

    private static final Command COMMAND = new Command("create-device", "makes a device from free memory of a region",
            "daxctl create-device [<options>]", Subject.NOTHING, DaxOptions.SHAPE, true);

    private CreateCommand() {
    }

    static Entry entry() {
        return new Entry(COMMAND, CreateCommand::run);
    }

    private static int run(Session session, Values options, List<String> arguments) {
        if (arguments.size() > 1) {
            arguments.stream().skip(1).forEach(extra -> session.stderr("unknown extra parameter \"" + extra + "\"\n"));
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        var form = options.text("input").map(path -> DeviceForm.read(session.files(), path))
                .orElseGet(() -> Optional.of(DeviceForm.of(options)));
        if (form.isEmpty()) {
            session.stderr("error: failed to parse device file: " + Errno.EINVAL.text() + "\n" + UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        int outcome = Outcome.failed(Errno.ENXIO);
        int created = 0;
        var last = new JsonArray();
        for (var region : DaxRegion.all(session.sysfs())) {
            if (form.get().region().map(word -> DaxFilter.means(word, region)).orElse(true)) {
                var made = new JsonArray();
                outcome = create(session, region, form.get(), made);
                if (outcome == Outcome.DONE) {
                    created++;
                    last = made;
                }
            }
        }
        if (!last.isEmpty()) {
            session.show(last, options.has("human"));
        }
        return new EachDevice(outcome, created).report(session, "creating devices", "created %d device");
    }

    private static int create(Session session, DaxRegion region, DeviceForm form, JsonArray made) {
        var control = new DaxControl(session);
        if (control.create(region) < 0) {
            return Outcome.failed(Errno.ENOSPC);
        }
        var seed = region.seed();
        long size = form.size().orElseGet(() -> region.availableSize().orElse(0));
        if (seed.isEmpty() || size <= 0) {
            return Outcome.failed(Errno.ENOSPC);
        }
        var device = seed.get();
        if (form.align() > 0 && control.setAlign(device, form.align()) < 0) {
            return Outcome.failed(Errno.ENXIO);
        }
        long allocated = 0;
        for (var range : form.ranges()) {
            int outcome = control.setMapping(device, range.start(), range.end());
            if (outcome < 0) {
                return outcome;
            }
            allocated += range.size();
        }
        if (!form.ranges().isEmpty() && allocated != size) {
            // The originals complain, forget about it and go on.
            session.stderr(device.name() + ": allocated " + allocated + " but specified size " + size + "\n");
        } else if (control.setSize(device, size) < 0) {
            return Outcome.failed(Errno.ENXIO);
        }
        int outcome = control.enableForApplications(device);
        if (outcome < 0) {
            session.stderr(device.name() + ": enable failed: " + Outcome.text(outcome) + "\n");
            return outcome;
        }
        made.add(DaxJson.of(device, false));
        return Outcome.DONE;
    }
}
