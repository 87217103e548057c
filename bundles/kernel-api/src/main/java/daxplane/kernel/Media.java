package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Contents of the machine's memory that outlives power: DIMM media and label areas, and other memory behind physical
 * addresses. Writes pass through a buffer that a power failure may lose.
 */
@ProviderType
public interface Media {

    /**
     * @param dimm position in {@link Firmware.Nfit#dimms()}
     * @return size of the label area, 0 when it has none
     */
    int labelAreaBytes(int dimm);

    byte[] readLabelArea(int dimm, int offset, int length) throws KernelException;

    void writeLabelArea(int dimm, int offset, byte[] bytes) throws KernelException;

    /**
     * What the controller of a DIMM keeps beside data and labels: named texts, over every loss of power.
     *
     * @throws KernelException EIO it cannot be read
     */
    default SortedMap<String, String> controller(int dimm) throws KernelException {
        return Collections.emptySortedMap();
    }

    /** The controller keeps a text of one line under a name without blanks, or forgets it; part of the running call. */
    default void controller(int dimm, String name, Optional<String> value) {
        throw new UnsupportedOperationException("these media have no controllers");
    }

    /** Everything on a DIMM but its label area reads as zeros from now on, and nothing of it is bad. */
    default void wipe(int dimm) {
        throw new UnsupportedOperationException("these media cannot be wiped");
    }

    /** Places on DIMMs behind a range of physical memory, in its order: DIMM and device addresses. Empty where there is no memory. */
    default List<DecodedPart> parts(AddressRange range) {
        return List.of();
    }

    /** The other way round: physical addresses that lead to a piece of a DIMM, a range for each line of an interleave set. */
    default List<AddressRange> addresses(int dimm, AddressRange deviceAddresses) {
        return List.of();
    }

    /** Reads physical memory. EFAULT where there is none; at most 1 MiB a call. */
    byte[] read(long address, int length) throws KernelException;

    void write(long address, byte[] bytes) throws KernelException;

    /** Makes what was written durable (a flush of the write buffer). */
    void flush();

    /** Human-readable place of a physical address, for messages: {@code dimm0.img at 0x1000}. */
    Optional<String> whereIs(long address);

    /**
     * Memory that decoders lead to line by line, in turn.
     *
     * @param lineBytes how much of a device before it is the next one's turn
     */
    record DecodedRange(AddressRange range, int lineBytes, List<DecodedPart> parts) {

        public DecodedRange {
            parts = List.copyOf(parts);
        }
    }

    /** @param dimm position of a medium; @param dpa device addresses that it gives */
    record DecodedPart(int dimm, AddressRange dpa) {
    }

    /**
     * Sets the decoders of the machine to lead to exactly this, in place of what they were set to before. As in hardware, it
     * is forgotten with the next boot; fixed memory (DIMMs, the boot loader's ranges) is none of it.
     */
    void decode(List<DecodedRange> ranges);
}
