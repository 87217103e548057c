package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.kernel.KernelException;
import org.osgi.annotation.versioning.ProviderType;

/** A file of a mounted volume, as who has it open sees it. */
@ProviderType
public interface VolumeFile {

    long size();

    /** Whether its pages are the media's: reads and writes go there without a copy, and mappings are of the media. */
    boolean direct();

    BlockDevice device();

    /** Where a byte of it lies on the volume's device. ENXIO outside of the file. */
    long place(long offset) throws KernelException;

    /**
     * Physical address of a byte, of a volume with direct access.
     *
     * @throws KernelException ENXIO the device has gone, or the byte is outside of the file; EHWPOISON a bad block lies in the page
     */
    long address(long offset) throws KernelException;

    /** As read(2): fewer bytes at the end of the file. */
    byte[] read(long offset, int length) throws KernelException;

    /** As write(2): how many were written; the file grows. */
    int write(long offset, byte[] bytes) throws KernelException;

    /** As fsync(2). */
    void sync() throws KernelException;

    void truncate(long size) throws KernelException;
}
