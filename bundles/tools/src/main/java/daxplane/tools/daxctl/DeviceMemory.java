package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.dax.MemoryBlocks;
import daxplane.tools.dax.MemoryControl;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;

/**
 * Brings all memory of a device online or offline and says what it found on the way. Answers 0, a negative errno, or 1 when
 * there was nothing to do.
 */
final class DeviceMemory {

    private static final int NOTHING_TO_DO = 1;
    private static final String RACE = """
            :
              WARNING: detected a race while onlining memory
              Some memory may not be in the expected zone. It is
              recommended to disable any other onlining mechanisms,
              and retry. If onlining is to be left to other agents,
              use the --no-online option to suppress this warning
            """;

    private final Session session;
    private final boolean verbose;

    DeviceMemory(Session session, boolean verbose) {
        this.session = session;
        this.verbose = verbose;
    }

    int online(DaxDevice device, boolean movable) {
        var memory = device.memory();
        if (memory.isEmpty()) {
            return noMemory(device);
        }
        int all = memory.get().count();
        int online = memory.get().online();
        if (all < 0) {
            return uncounted(device, all);
        }
        if (online < 0) {
            return undetermined(device, online);
        }
        if (online > 0) {
            session.stderr(device.name() + RACE);
        }
        if (online == all) {
            say(device, "all memory sections (" + online + ") already online");
            return NOTHING_TO_DO;
        }
        if (online > 0) {
            say(device, sections(online) + " already online");
        }
        int changed = new MemoryControl(session).online(memory.get(), movable);
        if (changed < 0) {
            say(device, "failed to online memory: " + Outcome.text(changed));
            return changed;
        }
        if (verbose) {
            say(device, sections(changed) + " onlined");
        }
        return complete(device, all - memory.get().online(), "online");
    }

    int offline(DaxDevice device) {
        var memory = device.memory();
        if (memory.isEmpty()) {
            return noMemory(device);
        }
        int all = memory.get().count();
        int online = memory.get().online();
        if (all < 0) {
            return uncounted(device, all);
        }
        if (online < 0) {
            return undetermined(device, online);
        }
        if (online == 0) {
            say(device, "all memory sections (" + all + ") already offline");
            return NOTHING_TO_DO;
        }
        if (online < all) {
            say(device, sections(all - online) + " already offline");
        }
        int changed = new MemoryControl(session).offline(memory.get(), device);
        if (changed < 0) {
            say(device, "failed to offline memory: " + Outcome.text(changed));
            return changed;
        }
        if (verbose) {
            say(device, sections(changed) + " offlined");
        }
        return complete(device, memory.get().online(), "offline");
    }

    /** Refuses while a block is online. */
    int confirmOffline(DaxDevice device, MemoryBlocks memory) {
        int online = memory.online();
        if (online < 0) {
            return undetermined(device, online);
        }
        if (online > 0) {
            if (verbose) {
                say(device, "found " + online + " memory sections online");
                say(device, "refusing to change modes");
            }
            return Outcome.failed(Errno.EBUSY);
        }
        return Outcome.DONE;
    }

    private int noMemory(DaxDevice device) {
        say(device, "failed to get the memory object");
        return Outcome.failed(Errno.ENXIO);
    }

    private int uncounted(DaxDevice device, int outcome) {
        say(device, "failed to get number of memory sections");
        return outcome;
    }

    private int undetermined(DaxDevice device, int outcome) {
        say(device, "failed to determine online state: " + Outcome.text(outcome));
        return outcome;
    }

    private int complete(DaxDevice device, int missing, String state) {
        if (missing > 0) {
            say(device, "failed to " + state + " " + missing + " memory sections");
            return Outcome.failed(Errno.ENXIO);
        }
        return Outcome.DONE;
    }

    private void say(DaxDevice device, String what) {
        session.stderr(device.name() + ": " + what + "\n");
    }

    private static String sections(int count) {
        return count + " memory section" + (count == 1 ? "" : "s");
    }
}
