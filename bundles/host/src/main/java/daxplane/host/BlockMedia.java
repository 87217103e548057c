package daxplane.host;

import org.osgi.annotation.versioning.ProviderType;

/** Contents of block devices, {@code pmem0}, {@code pmem0.2s}. */
@ProviderType
public interface BlockMedia {

    /** Opens {@code /dev/NAME} for reading and writing, exclusively: EBUSY while it is mounted or held by another. */
    Device openExclusive(String name) throws HostException;

    /** An open block device. Offsets and lengths are multiples of its logical block size, else EINVAL. */
    interface Device extends AutoCloseable {
        long bytes() throws HostException;

        byte[] read(long offset, int length) throws HostException;

        void write(long offset, byte[] bytes) throws HostException;

        @Override
        void close();
    }
}
