package daxplane.nvdimm.translation;

import daxplane.kernel.KernelException;
import org.osgi.annotation.versioning.ConsumerType;

/** Where arenas lie: a namespace without what it keeps in front of them. Offsets count from the start of the first arena. */
@ConsumerType
public interface Medium {

    long bytes();

    /** At most 1 MiB. */
    byte[] read(long offset, int length) throws KernelException;

    /** Durable before the next write is: the order of writes is what makes a sector atomic. */
    void write(long offset, byte[] bytes) throws KernelException;
}
