package daxplane.driver.kmem;

import daxplane.inventory.AddressRange;
import java.util.Optional;

/**
 * What the driver asks for before 5.10, when a device had one range: its start rounded up, its size cut to whole memory blocks.
 *
 * <p>Nothing checks that a block is left. If none is, the size, which has no sign, wraps around: 512 MiB at 2 GiB less 10 MiB
 * of page structures, in blocks of 2 GiB, become 0xffffffff80000000 bytes at 4 GiB. docs/kernel/memory.md 2.1 and 4.
 *
 * @param bytes unsigned
 */
record WholeBlocks(long start, long bytes) {

    static WholeBlocks of(AddressRange device, long blockBytes) {
        long start = device.start() + blockBytes - 1 & -blockBytes;
        return new WholeBlocks(start, device.bytes() - (start - device.start()) & -blockBytes);
    }

    /** Empty when no address space holds them: they cannot be reserved. */
    Optional<AddressRange> range() {
        return bytes == 0 ? Optional.empty() : AddressRange.fitting(start, bytes);
    }

    /** As the fourth version of the patch prints a range in the kernel log. */
    String ends() {
        return "%016x -> %016x".formatted(start, start + bytes);
    }
}
