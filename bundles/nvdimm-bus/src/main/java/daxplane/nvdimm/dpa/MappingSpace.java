package daxplane.nvdimm.dpa;

import daxplane.inventory.AddressRange;
import java.util.Optional;

/**
 * The piece of a DIMM that a region uses, as a place to allocate in.
 *
 * <p>What another region or an older alignment left there counts with both ends rounded outwards when free capacity is
 * summed up, and with holes rounded inwards when a place is looked for; so the two figures can disagree, in the kernel too.
 *
 * @param mapping device physical addresses of the piece
 * @param unit    alignment of extents: the region's alignment divided by its number of DIMMs
 */
public record MappingSpace(AddressRange mapping, long unit) {

    private static final String RESERVE = "pmem-reserve";

    /** Bytes that no extent touches. */
    public long available(DimmSpace space) {
        long busy = 0;
        for (Extent extent : space.extents()) {
            long start = extent.range().start() & -unit;
            long last = (extent.range().end() + unit - 1 & -unit) - 1;
            boolean startsInside = start >= mapping.start() && start < mapping.last();
            if (startsInside) {
                if (last > mapping.last()) {
                    return 0;
                }
                busy += last - start + 1;
            } else if (last >= mapping.start() && last <= mapping.last()) {
                busy += last - start + 1;
            } else if (mapping.start() > start && mapping.start() < last) {
                busy += mapping.bytes();
            }
        }
        return busy < mapping.bytes() ? mapping.bytes() - busy & -unit : 0;
    }

    /** The largest piece that a new namespace could get: all free space is tentatively taken, and the largest take counts. */
    public long largestExtent(DimmSpace space) {
        long free = available(space);
        if (free == 0) {
            return 0;
        }
        return grow(space, RESERVE, free).map(taken -> taken.of(RESERVE).stream()
                .mapToLong(extent -> extent.range().alignedInwards(unit).map(AddressRange::bytes).orElse(0L)).max().orElse(0))
                .orElse(0L);
    }

    /** @return the space with so many bytes more for the owner; empty when no hole does (the kernel warns "allocation underrun") */
    public Optional<DimmSpace> grow(DimmSpace space, String owner, long bytes) {
        return new Allocation(this, owner, bytes, owner.equals(RESERVE)).in(space);
    }

    /** Takes bytes away from the owner, from its end. */
    public DimmSpace shrink(DimmSpace space, String owner, long bytes) {
        DimmSpace result = space;
        long left = bytes;
        while (left > 0 && !result.of(owner).isEmpty()) {
            Extent last = result.of(owner).getLast();
            if (left >= last.range().bytes()) {
                left -= last.range().bytes();
                result = result.without(last);
            } else {
                result = result.resized(last, new AddressRange(last.range().start(), last.range().end() - left));
                left = 0;
            }
        }
        return result;
    }
}
