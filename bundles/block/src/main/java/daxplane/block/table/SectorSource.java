package daxplane.block.table;

import daxplane.kernel.KernelException;

/** A disk, as far as its partition table is concerned. */
public interface SectorSource {

    /** Bytes of the disk. */
    long bytes();

    /** Logical block size: the unit in which tables count. */
    int blockBytes();

    byte[] read(long offset, int length) throws KernelException;
}
