package daxplane.nvdimm.info;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;

/**
 * How a namespace is divided when a new PFN or DAX info block is written.
 *
 * <pre>
 *   start      +4K          +8K                       dataOffset                    end-endTrunc   end
 *   | unused   | info block | struct pages (on media) | data                        | lost         |
 * </pre>
 *
 * Source: docs/kernel/namespaces.md 3.1.
 *
 * @param pages data pages of 4 KiB
 */
public record PfnLayout(long dataOffset, long pages, long endTrunc) {

    /** Physical ranges of struct pages come in this unit, on x86. */
    public static final long SECTION_ALIGN = 2 << 20;
    private static final long RESERVED = 8 << 10;

    /**
     * @param namespace  physical addresses
     * @param align      alignment of the data as configured
     * @param mode       {@link PfnInfo#IN_RAM} or {@link PfnInfo#ON_MEDIA}
     * @param mayBeEmpty whether it is enough that data could begin within the namespace, although nothing is left for them at its end
     * @throws KernelException EINVAL the start is not aligned; ENXIO no mode, or nothing is left for data
     */
    public static PfnLayout of(AddressRange namespace, long align, int mode, boolean mayBeEmpty) throws KernelException {
        long unit = Math.max(align, SECTION_ALIGN);
        if ((namespace.start() & SECTION_ALIGN - 1) != 0) {
            throw new KernelException(Errno.EINVAL, "start 0x%x misaligned to 0x%x".formatted(namespace.start(), SECTION_ALIGN));
        }
        if (mode != PfnInfo.IN_RAM && mode != PfnInfo.ON_MEDIA) {
            throw new KernelException(Errno.ENXIO);
        }
        long endTrunc = namespace.end() - (namespace.end() & -unit);
        long pageMap = mode == PfnInfo.ON_MEDIA
                ? PfnInfo.STRUCT_PAGE_BYTES * ((namespace.bytes() - RESERVED) / PfnInfo.PAGE_BYTES) : 0;
        long dataOffset = (namespace.start() + RESERVED + pageMap + unit - 1 & -unit) - namespace.start();
        if (dataOffset >= namespace.bytes() - (mayBeEmpty ? 0 : endTrunc)) {
            throw new KernelException(Errno.ENXIO, "unable to satisfy requested alignment");
        }
        return new PfnLayout(dataOffset, (namespace.bytes() - dataOffset - endTrunc) / PfnInfo.PAGE_BYTES, endTrunc);
    }
}
