package daxplane.block.table;

import daxplane.kernel.KernelException;
import org.osgi.annotation.versioning.ConsumerType;

/** A disk, as far as its partition table is concerned. */
@ConsumerType
public interface SectorSource {

    /** Bytes of the disk. */
    long bytes();

    /** Logical block size: the unit in which tables count. */
    int blockBytes();

    byte[] read(long offset, int length) throws KernelException;
}
