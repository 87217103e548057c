package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.OptionalInt;

/** Adding memory to a running kernel, and taking it away: memory blocks, nodes, zones, tiers, accounting. */
public interface MemoryHotplug {

    long blockBytes();

    /** Node of the firmware's affinity table (SRAT) for an address; empty when no table names it. */
    OptionalInt nodeOf(long address);

    /** Whether the node may ever exist, {@code /sys/devices/system/node/possible}. */
    boolean possible(int node);

    /**
     * Adds a range of whole blocks as driver-managed memory: reserves {@code resourceName} below {@code parent}'s range,
     * creates the blocks (offline), brings the node online, and onlines the blocks when the policy says so.
     *
     * @param memmapOnMemory struct pages in the blocks themselves
     * @throws KernelException EINVAL misaligned or impossible node, EEXIST occupied, ENOMEM
     */
    void add(int node, AddressRange range, String resourceName, boolean memmapOnMemory) throws KernelException;

    /** Removes the range. EBUSY while any of its blocks is online; then nothing is removed. */
    void remove(AddressRange range) throws KernelException;

    /** Whether any block of the range is online. */
    boolean anyOnline(AddressRange range);
}
