package daxplane.inventory;

/**
 * Something that is now true of the machine and was not before: the difference between two looks at it.
 *
 * <p>{@code Seen} facts carry the whole object as it looks now, whether it is new or changed. What happens often, or what
 * people ask for by name, has a fact of its own.
 */
public sealed interface Fact {

    record DimmSeen(Dimm dimm) implements Fact {
    }

    record DimmGone(String name) implements Fact {
    }

    record RegionSeen(Region region) implements Fact {
    }

    record RegionGone(String name) implements Fact {
    }

    record NamespaceSeen(Namespace namespace) implements Fact {
    }

    record NamespaceGone(String name) implements Fact {
    }

    /** A dax device appeared, or something other than its driver changed. */
    record DaxDeviceSeen(DaxDevice device) implements Fact {
    }

    record DaxDeviceGone(String name) implements Fact {
    }

    /** A driver took the dax device; the previous driver, if any, has already let go. */
    record DriverBound(String device, String driver) implements Fact {
    }

    /** The dax device has no driver. It still exists, and whatever the driver left in the resource tree does too. */
    record DriverUnbound(String device, String driver) implements Fact {
    }

    /** Memory blocks were added, offline, all to one node ({@code -1}: several). */
    record BlocksAdded(BlockRange blocks, int node) implements Fact {
    }

    record BlocksRemoved(BlockRange blocks) implements Fact {
    }

    /** Memory blocks became usable, all in the same zone. */
    record BlocksOnlined(BlockRange blocks, Zone zone) implements Fact {
    }

    record BlocksOfflined(BlockRange blocks) implements Fact {
    }

    record NodeSeen(Node node) implements Fact {
    }

    record NodeGone(int id) implements Fact {
    }

    record ModuleLoaded(String module) implements Fact {
    }

    record ModuleUnloaded(String module) implements Fact {
    }

    record PolicySeen(MemoryPolicy policy) implements Fact {
    }

    record MemTotalSeen(long kib) implements Fact {
    }

    record RangeReserved(Reservation reservation) implements Fact {
    }

    record RangeReleased(Reservation reservation) implements Fact {
    }

    /** From now on the driver also takes devices of this name. Folded from effects, never seen. */
    record IdAdded(String driver, String device) implements Fact {
    }

    record IdRemoved(String driver, String device) implements Fact {
    }
}
