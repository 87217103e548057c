package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** Adding memory to a running kernel, and taking it away: memory blocks, nodes, zones, tiers, accounting. */
@ProviderType
public interface MemoryHotplug {

    long blockBytes();

    /** Node of the firmware's affinity table (SRAT) for an address; empty when no table names it. */
    OptionalInt nodeOf(long address);

    /** Node of a proximity domain of the firmware's tables; empty when the affinity table does not name the domain. */
    OptionalInt nodeOfDomain(int proximityDomain);

    /** Whether the node may ever exist, {@code /sys/devices/system/node/possible}. */
    boolean possible(int node);

    /** Between two nodes that may exist, as {@code /sys/devices/system/node/nodeN/distance} tells it: 10 is a node's own memory. */
    int distance(int from, int to);

    /** The node itself while it is online, else the nearest one that is: what {@code numa_node} of a device shows. */
    int nearestOnline(int node);

    /** Whether struct pages may lie in the added memory itself ({@code memory_hotplug.memmap_on_memory}). */
    boolean supportsMemmapOnMemory();

    /**
     * Announces memory that belongs together.
     *
     * @throws KernelException EINVAL the node cannot exist, or there are no bytes
     */
    MemoryGroup group(int node, long bytes) throws KernelException;

    /** Forgets the group, unless memory of it is there. */
    void forget(MemoryGroup group);

    /**
     * Adds a range of whole blocks as driver-managed memory: reserves {@code resourceName} below the innermost resource that
     * holds the range, creates the blocks (offline), brings the group's node online, and onlines the blocks when the policy
     * says so. A block that cannot be brought online stays offline; that is no error.
     *
     * @param memmapOnMemory struct pages in the blocks themselves
     * @throws KernelException EINVAL misaligned, EEXIST occupied; nothing is left behind
     */
    void add(MemoryGroup group, AddressRange range, String resourceName, boolean memmapOnMemory) throws KernelException;

    /**
     * Removes a range as it was added, resource included.
     *
     * @throws KernelException EBUSY while any of its blocks is online; then nothing is removed
     */
    void remove(AddressRange range, String resourceName) throws KernelException;

    /** Whether the kernel has taken a page of the range out of use. */
    boolean poisoned(AddressRange range);

    /** Whether any block of the range is online. */
    boolean anyOnline(AddressRange range);
}
