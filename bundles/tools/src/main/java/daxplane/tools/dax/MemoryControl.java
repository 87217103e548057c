package daxplane.tools.dax;

import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;

/**
 * Puts the memory blocks of a device to use, and takes them out of it. Every method answers how many blocks it changed, or a
 * negative errno. It stops at the first block that refuses and leaves those before it as they are.
 */
public final class MemoryControl {

    private final Session session;

    public MemoryControl(Session session) {
        this.session = session;
    }

    /** @param movable so that the memory can be taken back later */
    public int online(MemoryBlocks blocks, boolean movable) {
        int changed = 0;
        try {
            for (var block : blocks.all()) {
                if (block.online()) {
                    continue;
                }
                var refusal = session.write(block.stateFile(), movable ? "online_movable" : "online");
                if (refusal.isPresent() && !block.online()) {
                    return Outcome.of(refusal);
                }
                changed++;
            }
        } catch (MemoryBlocks.MissingNode missing) {
            return Outcome.failed(missing.errno());
        }
        return changed;
    }

    public int offline(MemoryBlocks blocks, DaxDevice device) {
        int changed = 0;
        try {
            for (var block : blocks.all()) {
                if (!block.online()) {
                    continue;
                }
                var refusal = session.write(block.stateFile(), "offline");
                if (refusal.isPresent() && block.online()) {
                    session.stderr("libdaxctl: offline_one_memblock: " + device.name() + ": Failed to offline " + block.stateFile()
                            + ": " + refusal.get().text() + "\n");
                    return Outcome.of(refusal);
                }
                changed++;
            }
        } catch (MemoryBlocks.MissingNode missing) {
            return Outcome.failed(missing.errno());
        }
        return changed;
    }
}
