package daxplane.inventory;

import java.util.List;
import java.util.Optional;

/**
 * The arithmetic of memory that the kernel takes as System RAM. Pure; the source is docs/kernel/memory.md 4, recorded in corpus
 * kmem-basic, kmem-map-mem, kmem-unaligned-start.
 */
public final class KmemRange {

    /** The kernel keeps a struct page of 64 bytes for each page of 4096 bytes. */
    private static final int BYTES_PER_BYTE_OF_PAGE_STRUCT = 4096 / 64;

    private KmemRange() {
    }

    /**
     * What is left of a range when the kernel takes it as System RAM: rounded inwards to whole memory blocks.
     *
     * <pre>
     *        start                                        end
     *   ......|====|=======block=======|=======block=====|===|......
     *          lost        usable                         lost
     * </pre>
     *
     * @return empty when no whole block fits; a device with no usable range is refused with EINVAL
     */
    public static Optional<AddressRange> usableAsRam(AddressRange range, ByteSize block) {
        return range.alignedInwards(block.bytes());
    }

    /** The usable part of each range of a device; ranges without any are left out, as the kernel skips them. */
    public static List<AddressRange> usableAsRam(DaxDevice device, ByteSize block) {
        return device.ranges().stream().flatMap(range -> usableAsRam(range, block).stream()).toList();
    }

    /** The memory blocks that a device becomes when kmem takes it, one range of blocks per usable range. */
    public static List<BlockRange> blocks(DaxDevice device, ByteSize block) {
        return usableAsRam(device, block).stream().map(range -> BlockRange.covering(range, block.bytes())).toList();
    }

    /** Capacity of a device that kmem cannot use. */
    public static ByteSize lost(DaxDevice device, ByteSize block) {
        long given = device.ranges().stream().mapToLong(AddressRange::bytes).sum();
        long used = usableAsRam(device, block).stream().mapToLong(AddressRange::bytes).sum();
        return new ByteSize(given - used);
    }

    /**
     * DRAM that the kernel takes for struct pages when {@code added} bytes are hot-added: 1/64. None when the device keeps
     * them in its own memory ({@link DaxDevice#memmapOnMemory}); its blocks are then that much smaller for users.
     */
    public static ByteSize dramForPages(ByteSize added) {
        return new ByteSize(Long.divideUnsigned(added.bytes(), BYTES_PER_BYTE_OF_PAGE_STRUCT));
    }
}
