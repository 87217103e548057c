package daxplane.kernel;

import java.util.Optional;

/**
 * Contents of the machine's memory that outlives power: DIMM media and label areas, and other memory behind physical
 * addresses. Writes pass through a buffer that a power failure may lose.
 */
public interface Media {

    /**
     * @param dimm position in {@link Firmware.Nfit#dimms()}
     * @return size of the label area, 0 when it has none
     */
    int labelAreaBytes(int dimm);

    byte[] readLabelArea(int dimm, int offset, int length) throws KernelException;

    void writeLabelArea(int dimm, int offset, byte[] bytes) throws KernelException;

    /** Reads physical memory. EFAULT where there is none; at most 1 MiB a call. */
    byte[] read(long address, int length) throws KernelException;

    void write(long address, byte[] bytes) throws KernelException;

    /** Makes what was written durable (a flush of the write buffer). */
    void flush();

    /** Human-readable place of a physical address, for messages: {@code dimm0.img at 0x1000}. */
    Optional<String> whereIs(long address);
}
