package daxplane.mapper;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;

/** Numbers of a table. */
final class Sectors {

    private Sectors() {
    }

    /** EINVAL no number, or so large that bytes could not be counted: the kernel counts sectors in 64 bits and compares with the device. */
    static long parse(String text) throws KernelException {
        if (!text.matches("\\d{1,20}")) {
            throw new KernelException(Errno.EINVAL, text + " is no number of sectors");
        }
        try {
            long sectors = Long.parseLong(text);
            if (sectors > Long.MAX_VALUE / 512) {
                throw new KernelException(Errno.EINVAL, text + " sectors are beyond 2^63 bytes");
            }
            return sectors;
        } catch (NumberFormatException tooLarge) {
            throw new KernelException(Errno.EINVAL, text + " sectors are beyond 2^64 bytes");
        }
    }
}
