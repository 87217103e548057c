package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** Something that a path names and a program can open: a block device, a dax device, or a file. */
interface Openable {

    int PAGE = 4096;

    String path();

    /** {@code blk}, {@code chr} or {@code reg}. */
    String kind();

    /** What lseek to the end tells. */
    long size();

    /** As pread(2), {@code direct} with O_DIRECT. */
    byte[] read(long offset, int length, boolean direct) throws KernelException;

    /** As pwrite(2). */
    int write(long offset, byte[] bytes, boolean direct) throws KernelException;

    void sync() throws KernelException;

    /** Checks a call of mmap(2) and makes the mapping. */
    Mapping map(long offset, long length, boolean shared) throws KernelException;

    Optional<BlockDevice> block();

    /** Kernel name of the device, whatever it was opened as: {@code dm-0} of {@code /dev/mapper/data}; a path where it is none. */
    default String deviceName() {
        return block().map(BlockDevice::name).orElseGet(() -> path().startsWith("/dev/") ? path().substring("/dev/".length()) : path());
    }

    /** Unit that mappings are aligned to. */
    default long alignBytes() {
        return PAGE;
    }

    static void checkPages(long offset, long length) throws KernelException {
        if (length <= 0 || offset < 0 || offset % PAGE != 0) {
            throw new KernelException(Errno.EINVAL, "offset and length are pages");
        }
    }

    /** A piece that is mapped. */
    interface Mapping {

        /** What a touch of every page, from the first on, ends with; writing changes the first byte of each page. */
        Optional<Signal> touch(boolean write);

        /** Physical address of a byte. */
        long address(long offset) throws KernelException;

        /** Whether what it maps is still what was mapped: false, and the next touch is a signal. */
        boolean valid();

        /** How much the address that the kernel chooses is aligned: {@code 4K}, {@code 2M}, {@code 1G}. */
        String alignment();
    }

    static String alignmentOf(long alignBytes) {
        return alignBytes >= 1L << 30 ? "1G" : alignBytes >= 2L << 20 ? "2M" : "4K";
    }
}
