package daxplane.nvdimm.translation;

import daxplane.kernel.KernelException;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;

/** What module nd_btt exports to drivers of disks. */
@ConsumerType
public interface BlockTranslation {

    /**
     * How a store is made when there is none yet.
     *
     * @param device      name for the kernel log: {@code nd_pmem btt0.0}
     * @param uuid        of the store
     * @param parent      of the namespace, nil without labels
     * @param sectorBytes 512 to 4224; what is more than 512 or 4096 is metadata
     * @param major       2 without the unused first 4 KiB of the namespace, 1 with
     * @param readOnly    whether nothing may be written
     */
    record Configuration(String device, UUID uuid, UUID parent, long sectorBytes, int major, int minor, boolean readOnly) {
    }

    /**
     * Finds the arenas, or makes them; completes a write that a loss of power interrupted.
     *
     * @throws KernelException ENXIO the medium is too small, or its log has an unknown layout; ENOMEM the metadata contradict
     *     each other, or nothing may be written and there is no store (what Linux answers too)
     */
    Sectors attach(Medium medium, Configuration configuration) throws KernelException;

    /** As {@link #attach}, of a store that has been attached in this boot: nothing is written. EIO it is not there any more. */
    Sectors reopen(Medium medium, Configuration configuration) throws KernelException;
}
