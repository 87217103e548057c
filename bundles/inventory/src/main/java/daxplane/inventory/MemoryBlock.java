package daxplane.inventory;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The unit in which the kernel brings memory online and takes it away.
 *
 * @param number physical address / block size
 * @param node   the node it belongs to; empty when the kernel links several
 * @param zone   present exactly when the block is online
 */
public record MemoryBlock(long number, OptionalInt node, Optional<Zone> zone) {

    public MemoryBlock {
        if (number < 0 || node.isPresent() && node.getAsInt() < 0) {
            throw new IllegalArgumentException("no such block: memory" + number + " of " + node);
        }
    }

    /** A block as the kernel adds it: offline. */
    public static MemoryBlock added(long number, OptionalInt node) {
        return new MemoryBlock(number, node, Optional.empty());
    }

    public boolean online() {
        return zone.isPresent();
    }

    public MemoryBlock online(Zone in) {
        return new MemoryBlock(number, node, Optional.of(in));
    }

    public MemoryBlock offline() {
        return new MemoryBlock(number, node, Optional.empty());
    }
}
