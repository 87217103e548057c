package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.dax.DaxControl;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code daxctl enable-device} and {@code disable-device}: for applications, not for System RAM. */
final class StateCommands {

    private static final Command ENABLE = new Command("enable-device", "gives a disabled device to applications",
            "daxctl enable-device <device>", Subject.DAX_DEVICE, DaxOptions.BASE, true);
    private static final Command DISABLE = new Command("disable-device", "takes a device from applications",
            "daxctl disable-device <device>", Subject.DAX_DEVICE, DaxOptions.BASE, true);

    private StateCommands() {
    }

    static Entry enable() {
        return new Entry(ENABLE, (session, options, arguments) ->
                run(session, options, arguments, ENABLE, "enable", new DaxControl(session)::enableForApplications));
    }

    static Entry disable() {
        return new Entry(DISABLE, (session, options, arguments) ->
                run(session, options, arguments, DISABLE, "disable", new DaxControl(session)::disable));
    }

    private static int run(Session session, Values options, List<String> arguments, Command command, String verb,
            ToIntFunction<DaxDevice> change) {
        // The originals say "disable" to those who enable as well.
        if (!EachDevice.wellFormed(session, command, arguments, "disable")) {
            return UsageText.EXIT;
        }
        return EachDevice.perform(session, options, arguments.getFirst(), (_, device) -> {
            if (device.memory().isPresent()) {
                session.stderr(device.name() + ": status operations are only applicable in devdax mode\n");
                return Outcome.failed(Errno.ENXIO);
            }
            int outcome = change.applyAsInt(device);
            if (outcome < 0) {
                session.stderr(device.name() + ": " + verb + " failed: " + Outcome.text(outcome) + "\n");
            }
            return outcome;
        }).report(session, verb.replaceFirst("e$", "ing") + " device", verb + "d %d device");
    }
}
