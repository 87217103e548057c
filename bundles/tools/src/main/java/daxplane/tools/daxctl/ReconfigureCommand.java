package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.dax.DaxControl;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.dax.DaxJson;
import daxplane.tools.dax.MemoryBlocks;
import daxplane.tools.json.JsonArray;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/** {@code daxctl reconfigure-device}: between applications and System RAM, or to another size or alignment. */
final class ReconfigureCommand {

    private static final Command COMMAND = new Command("reconfigure-device",
            "hands a device to the kernel as System RAM, or back to applications", "daxctl reconfigure-device <device> [<options>]",
            Subject.DAX_DEVICE, DaxOptions.SHAPE, true);

    private final Session session;
    private final DaxControl control;
    private final DeviceMemory memory;
    private final Wish wish;

    private ReconfigureCommand(Session session, Wish wish, boolean verbose) {
        this.session = session;
        this.control = new DaxControl(session);
        this.memory = new DeviceMemory(session, verbose);
        this.wish = wish;
    }

    static Entry entry() {
        return new Entry(COMMAND, ReconfigureCommand::run);
    }

    private static int run(Session session, Values options, List<String> arguments) {
        if (!EachDevice.wellFormed(session, COMMAND, arguments, "reconfigure")) {
            return UsageText.EXIT;
        }
        String word = arguments.getFirst();
        var wish = Wish.of(options);
        if (options.has("check-config")) {
            if (wish.mode().isPresent() || !wish.online() || !wish.movable()) {
                return usage(session, word + ": -C cannot be used with --mode, --(no-)movable, or --(no-)online");
            }
            var configured = DaxConfiguration.read(session, word);
            if (configured.isEmpty()) {
                session.stderr(word + ": missing or malformed config section\n");
                return Outcome.DONE;
            }
            wish = configured.get().apply(wish);
        }
        if (wish.mode().isEmpty() && !wish.reshapes()) {
            return usage(session, "error: a 'align', 'mode' or 'size' option is required");
        }
        if (!wish.reshapes() && wish.target() == Wish.Target.DEVDAX && !wish.online()) {
            return usage(session, "--no-online is incompatible with --mode=devdax");
        }
        return new ReconfigureCommand(session, wish, options.has("verbose")).perform(options, word);
    }

    private static int usage(Session session, String complaint) {
        session.stderr(complaint + "\n" + UsageText.whole(COMMAND));
        return UsageText.EXIT;
    }

    /** Of several devices the originals show the last one that became what was wished. */
    private int perform(Values options, String word) {
        var last = new JsonArray[] {new JsonArray()};
        var all = EachDevice.perform(session, options, word, (_, device) -> {
            var shown = new JsonArray();
            int outcome = reconfigure(device, shown);
            if (!shown.isEmpty()) {
                last[0] = shown;
            }
            return outcome;
        });
        if (!last[0].isEmpty()) {
            session.show(last[0], options.has("human"));
        }
        return all.report(session, "reconfiguring devices", "reconfigured %d device");
    }

    private int reconfigure(DaxDevice device, JsonArray shown) {
        if (wish.align() > 0) {
            int outcome = control.setAlign(device, wish.align());
            if (outcome < 0) {
                return outcome;
            }
        }
        if (wish.size() >= 0) {
            return control.setSize(device, wish.size());
        }
        int outcome = switch (wish.target()) {
            case SYSTEM_RAM -> toMemory(device);
            case DEVDAX -> toApplications(device);
            case UNKNOWN -> {
                session.stderr(device.name() + ": unknown mode requested: 0\n");
                yield Outcome.failed(Errno.EINVAL);
            }
        };
        if (outcome < 0) {
            return outcome;
        }
        shown.add(DaxJson.of(device, false));
        return Outcome.DONE;
    }

    /**
     * Memory that the kernel puts to use by itself may land where it cannot be taken back from: so this is refused unless
     * forced.
     */
    private int toMemory(DaxDevice device) {
        boolean kernelMayInterfere = wish.movable() || !wish.online();
        if (kernelMayInterfere && !wish.force() && MemoryBlocks.comeOnlineByThemselves(session.sysfs())) {
            session.stderr(device.name() + ": error: kernel policy will auto-online memory, aborting\n");
            return Outcome.failed(Errno.EBUSY);
        }
        if (device.memory().isPresent()) {
            session.stderr(device.name() + " was already in system-ram mode\n");
        } else {
            int outcome = disable(device);
            outcome = outcome < 0 ? outcome : control.enableAsMemory(device);
            if (outcome < 0) {
                return outcome;
            }
        }
        return wish.online() ? memory.online(device, wish.movable()) : Outcome.DONE;
    }

    private int toApplications(DaxDevice device) {
        var blocks = device.memory();
        if (device.enabled() && blocks.isEmpty()) {
            session.stderr(device.name() + " was already in devdax mode\n");
            return Outcome.DONE;
        }
        if (blocks.isPresent()) {
            int outcome = wish.force() ? memory.offline(device) : Outcome.DONE;
            outcome = outcome < 0 ? outcome : memory.confirmOffline(device, blocks.get());
            outcome = outcome < 0 ? outcome : disable(device);
            if (outcome < 0) {
                return outcome;
            }
        }
        return control.enableForApplications(device);
    }

    private int disable(DaxDevice device) {
        int outcome = control.disable(device);
        if (outcome < 0) {
            session.stderr(device.name() + ": disable failed: " + Outcome.text(outcome) + "\n");
        }
        return outcome;
    }
}
