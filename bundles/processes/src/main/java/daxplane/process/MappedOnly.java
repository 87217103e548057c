package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** Memory that can be mapped and nothing else: it is no block device, and every other call on it is EINVAL. */
interface MappedOnly extends Openable {

    @Override
    default Optional<BlockDevice> block() {
        return Optional.empty();
    }

    @Override
    default byte[] read(long offset, int length, boolean direct) throws KernelException {
        throw new KernelException(Errno.EINVAL, path() + " is mapped, not read");
    }

    @Override
    default int write(long offset, byte[] bytes, boolean direct) throws KernelException {
        throw new KernelException(Errno.EINVAL, path() + " is mapped, not written");
    }

    @Override
    default void sync() throws KernelException {
        throw new KernelException(Errno.EINVAL, path() + " has nothing to sync");
    }
}
