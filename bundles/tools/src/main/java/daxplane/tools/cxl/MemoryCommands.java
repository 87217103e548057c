package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.options.UsageText;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import java.util.List;

/** {@code cxl enable-memdev} and {@code disable-memdev}. */
final class MemoryCommands {

    private static final Command ENABLE = EachMemory.command("enable-memdev", "brings a memory device to use", "<mem0> [<mem1>..<memN>] [<options>]", true);
    private static final Command DISABLE = EachMemory.command("disable-memdev", "takes a memory device out of use", "<mem0> [<mem1>..<memN>] [<options>]", true,
            Option.flag('f', "force", "DANGEROUS: override active memdev safety checks"));

    private MemoryCommands() {
    }

    static Entry enable() {
        return new Entry(ENABLE, (session, options, arguments) -> {
            var words = EachMemory.words(session, ENABLE, options, arguments);
            if (words.isEmpty()) {
                return UsageText.EXIT;
            }
            var devices = new CxlDevices(session.sysfs());
            var control = new CxlControl(session, devices);
            return EachMemory.perform(EachMemory.meant(session, devices, options, words.get()), memory -> control.enable(memory, "cxl_memdev_enable"))
                    .report(session, "cmd_enable_memdev", "enabled %d", "mem");
        });
    }

    static Entry disable() {
        return new Entry(DISABLE, (session, options, arguments) -> {
            var words = EachMemory.words(session, DISABLE, options, arguments);
            if (words.isEmpty()) {
                return UsageText.EXIT;
            }
            var devices = new CxlDevices(session.sysfs());
            var control = new CxlControl(session, devices);
            return EachMemory.perform(EachMemory.meant(session, devices, options, words.get()), memory -> {
                if (devices.isBound(memory) && devices.inUse(memory) && !options.has("force")) {
                    new Words(session, "memdev").say("action_disable", memory + " is part of an active region");
                    return Outcome.failed(Errno.EBUSY);
                }
                return control.disable(memory, "cxl_memdev_disable_invalidate");
            }).report(session, "cmd_disable_memdev", "disabled %d", "mem");
        });
    }

    static List<Entry> all() {
        return List.of(disable(), enable());
    }
}
