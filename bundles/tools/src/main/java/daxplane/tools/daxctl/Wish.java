package daxplane.tools.daxctl;

import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import java.util.Optional;

/**
 * What a device is to become. A new size or alignment is all that happens then: the mode is not looked at.
 *
 * @param mode     as it was typed
 * @param reshapes whether a size or an alignment was asked for, legible or not
 * @param size     bytes; -1 for none
 * @param align    bytes; 0 for none
 * @param online   whether to put memory to use
 * @param movable  so that it can be taken back
 * @param force    also against the kernel's policy, or with memory in use
 */
record Wish(Optional<String> mode, boolean reshapes, long size, long align, boolean online, boolean movable, boolean force) {

    /** What a device can be used for. */
    enum Target {
        SYSTEM_RAM, DEVDAX,
        /** Another word, or none that counts. */
        UNKNOWN
    }

    static Wish of(Values options) {
        var size = options.text("size").flatMap(ByteCount::parse).map(ByteCount::bytes);
        var align = options.text("align").flatMap(ByteCount::parse).map(ByteCount::bytes);
        return new Wish(options.text("mode"), options.text("size").isPresent() || options.text("align").isPresent(), size.orElse(-1L),
                align.orElse(0L), !options.has("no-online"), !options.has("no-movable"), options.has("force"));
    }

    Target target() {
        return reshapes ? Target.UNKNOWN : switch (mode.orElse("")) {
            case "system-ram" -> Target.SYSTEM_RAM;
            case "devdax" -> Target.DEVDAX;
            default -> Target.UNKNOWN;
        };
    }
}
