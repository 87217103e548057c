package daxplane.dax;

import daxplane.kernel.KernelException;
import org.osgi.annotation.versioning.ProviderType;

/** What the dax bus exports to providers of divisible regions; obtained by {@code kernel.symbol(DynamicDaxRegions.class)}. */
@ProviderType
public interface DynamicDaxRegions {

    /**
     * Registers the region and its first device, {@code daxN.0}; it is offered to the drivers of the bus before this returns.
     *
     * @throws KernelException EINVAL misaligned or empty, EBUSY when the parent has a region already, ENODEV when the parent is
     *     not registered. Nothing is left behind
     */
    void add(DynamicDaxRegion region) throws KernelException;

    /** Unbinds and removes the region's devices, the youngest first, then the region. Nothing happens when there is none. */
    void remove(String parentDirectory);
}
