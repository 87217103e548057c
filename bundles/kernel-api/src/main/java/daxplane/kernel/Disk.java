package daxplane.kernel;

import org.osgi.annotation.versioning.ConsumerType;

/** A device that is a block device: its contents, through whatever translation its driver puts in between. */
@ConsumerType
public interface Disk {

    /** Name below /dev: {@code pmem0.1}. */
    String diskName();

    long bytes();

    int logicalBlockBytes();

    boolean readOnly();

    byte[] read(long offset, int length) throws KernelException;

    void write(long offset, byte[] bytes) throws KernelException;
}
