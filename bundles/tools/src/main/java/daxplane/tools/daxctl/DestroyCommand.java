package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.dax.DaxControl;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/** {@code daxctl destroy-device}: gives a device's memory back to its region. */
final class DestroyCommand {

    private static final Command COMMAND = new Command("destroy-device", "gives a device's memory back to its region",
            "daxctl destroy-device <device> [<options>]", Subject.DAX_DEVICE,
            DaxOptions.with(Option.flag('f', "force", "attempt to disable before destroying device")), true);

    private DestroyCommand() {
    }

    static Entry entry() {
        return new Entry(COMMAND, DestroyCommand::run);
    }

    private static int run(Session session, Values options, List<String> arguments) {
        if (!EachDevice.wellFormed(session, COMMAND, arguments, "destroy")) {
            return UsageText.EXIT;
        }
        return EachDevice.perform(session, options, arguments.getFirst(),
                (region, device) -> destroy(session, region, device, options.has("force")))
                .report(session, "destroying devices", "destroyed %d device");
    }

    private static int destroy(Session session, DaxRegion region, DaxDevice device, boolean force) {
        var control = new DaxControl(session);
        if (device.enabled() && !force) {
            session.stderr(device.name() + " is active, specify --force for deletion\n");
            return Outcome.failed(Errno.ENXIO);
        }
        int outcome = control.disable(device);
        if (outcome < 0) {
            session.stderr(device.name() + ": disable failed: " + Outcome.text(outcome) + "\n");
            return outcome;
        }
        outcome = control.setSize(device, 0);
        return outcome < 0 ? outcome : control.delete(region, device);
    }
}
