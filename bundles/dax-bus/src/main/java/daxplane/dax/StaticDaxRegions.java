package daxplane.dax;

import daxplane.kernel.KernelException;
import org.osgi.annotation.versioning.ProviderType;

/** What the dax bus exports to providers of fixed regions; obtained by {@code kernel.symbol(StaticDaxRegions.class)}. */
@ProviderType
public interface StaticDaxRegions {

    /**
     * Registers the region and its one device; the device is offered to the drivers of the bus before this returns.
     *
     * @throws KernelException EINVAL misaligned or empty, EBUSY when the parent has a region already, EEXIST when the name
     *     is taken, ENODEV when the parent is not registered. Nothing is left behind
     */
    void add(StaticDaxRegion region) throws KernelException;

    /** Unbinds and removes the region's device, then the region. Nothing happens when there is none. */
    void remove(String parentDirectory);
}
