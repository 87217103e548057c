package daxplane.nvdimm;

import daxplane.kernel.KernelException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How a module whose DIMMs and regions come and go brings them to the nd bus; libnvdimm exports it. What is added here is in
 * documents of the nd bus, with all that is known of it, and survives a restart of the process without its provider's help.
 *
 * <p>Things are named by their directories. A provider takes away what it added: regions first, then DIMMs, then the bus.
 */
@ProviderType
public interface DynamicTopology {

    /** @return directory of the new bus device */
    String addBus(String parentDirectory, Topology.Provider provider) throws KernelException;

    /** Adds a DIMM, which gets the smallest free number. @return its directory */
    String addDimm(String busDirectory, DimmDescription dimm) throws KernelException;

    /**
     * Adds a region.
     *
     * @param id    its number: {@code region0}
     * @param dimms of its mappings, in their order
     * @throws KernelException ENODEV a DIMM is not there; EEXIST the number is taken
     */
    String addRegion(String busDirectory, int id, RegionDescription region, List<String> dimms) throws KernelException;

    /** Takes it away with what is in it: disks with open users, dax devices with mappings. Nothing happens when it is not there. */
    void remove(String directory);

    /** Enabled regions of the provider: each keeps the provider's module loaded. */
    int enabledRegions(Topology.Provider provider);
}
