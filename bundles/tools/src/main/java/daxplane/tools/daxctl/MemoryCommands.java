package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code daxctl online-memory} and {@code offline-memory}. */
final class MemoryCommands {

    private static final Command ONLINE = new Command("online-memory", "puts the memory of a system-ram device to use",
            "daxctl online-memory <device> [<options>]", Subject.DAX_DEVICE, DaxOptions.with(DaxOptions.NO_MOVABLE), true);
    private static final Command OFFLINE = new Command("offline-memory", "takes the memory of a system-ram device out of use",
            "daxctl offline-memory <device> [<options>]", Subject.DAX_DEVICE, DaxOptions.BASE, true);

    private MemoryCommands() {
    }

    static Entry online() {
        return new Entry(ONLINE, (session, options, arguments) -> {
            var memory = new DeviceMemory(session, options.has("verbose"));
            return run(session, options, arguments, ONLINE, "online", device -> memory.online(device, !options.has("no-movable")));
        });
    }

    static Entry offline() {
        return new Entry(OFFLINE, (session, options, arguments) ->
                run(session, options, arguments, OFFLINE, "offline", new DeviceMemory(session, options.has("verbose"))::offline));
    }

    private static int run(Session session, Values options, List<String> arguments, Command command, String verb,
            ToIntFunction<DaxDevice> change) {
        if (!EachDevice.wellFormed(session, command, arguments, verb + " memory for")) {
            return UsageText.EXIT;
        }
        return EachDevice.perform(session, options, arguments.getFirst(), (_, device) -> {
            if (device.memory().isEmpty()) {
                session.stderr(device.name() + ": memory operations are not applicable in devdax mode\n");
                return Outcome.failed(Errno.ENXIO);
            }
            return change.applyAsInt(device);
        }).report(session, verb.replaceFirst("e$", "ing") + " memory", verb + "d memory for %d device");
    }
}
