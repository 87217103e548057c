package daxplane.nvdimm;

import daxplane.kernel.Firmware;
import daxplane.kernel.Kernel;
import daxplane.kernel.MemoryHotplug;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Which node a piece of persistent memory is close to, and which one it would make up itself. */
final class NumaNodes {

    /** What the kernel shows for no node. */
    static final int NONE = -1;

    private final Firmware firmware;
    private final Kernel kernel;

    NumaNodes(Kernel kernel) {
        this.kernel = kernel;
        this.firmware = kernel.firmware();
    }

    /** Node of a proximity domain; empty when no table speaks of it. */
    OptionalInt ofDomain(OptionalInt domain) {
        return domain.isPresent() ? kernel.memory().nodeOfDomain(domain.getAsInt()) : OptionalInt.empty();
    }

    /** Node that an address belongs to once it is RAM. */
    OptionalInt ofAddress(long address) {
        return kernel.memory().nodeOf(address);
    }

    /** The node itself when it is online since boot, otherwise the closest one that is; the lowest of equally close ones. */
    int closestOnline(OptionalInt node) {
        Set<Integer> online = online();
        if (node.isEmpty()) {
            return online.iterator().next();
        }
        int own = node.getAsInt();
        MemoryHotplug memory = kernel.memory();
        return online.stream().reduce((best, other) -> memory.distance(own, other) < memory.distance(own, best) ? other : best).orElse(own);
    }

    /** Nodes that have processors, or memory that is there at boot. */
    private Set<Integer> online() {
        Set<Integer> online = new TreeSet<>();
        firmware.processors().values().forEach(domain -> kernel.memory().nodeOfDomain(domain).ifPresent(online::add));
        firmware.affinity().stream().filter(entry -> entry.enabled() && !entry.hotpluggable() && !entry.nonVolatile() && !entry.range().isEmpty())
                .forEach(entry -> kernel.memory().nodeOfDomain(entry.proximityDomain()).ifPresent(online::add));
        return online.isEmpty() ? Set.of(0) : online;
    }
}
