package daxplane.nvdimm.translation;

import daxplane.kernel.KernelException;
import org.osgi.annotation.versioning.ConsumerType;

/** The sectors of a store, each of them written as a whole or not at all. */
@ConsumerType
public interface Sectors {

    /** Size of a sector as a disk shows it: 512 or 4096. */
    int sectorBytes();

    long bytes();

    /** Whole sectors. EINVAL otherwise; EIO a sector that is marked as lost, or beyond the end. */
    byte[] read(long offset, int length) throws KernelException;

    void write(long offset, byte[] bytes) throws KernelException;
}
