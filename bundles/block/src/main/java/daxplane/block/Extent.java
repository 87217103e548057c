package daxplane.block;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.function.BooleanSupplier;

/**
 * Pages of a device that lie one after the other in physical memory, as one call of direct access gave them.
 *
 * <p>It is good for as long as nothing between the device and the memory changes. Afterwards it is stale, and whoever uses it gets
 * an error: never other memory.
 *
 * @param page    first page of the device; @param pages at least 1
 * @param address physical address of the first page
 * @param current whether what the translation depended on is as it was
 */
public record Extent(long page, long pages, long address, BooleanSupplier current) {

    public static final int PAGE = 4096;

    public long end() {
        return page + pages;
    }

    /** The physical address of a page. ENXIO the extent is stale; ERANGE the page is none of its. */
    public long addressOf(long wanted) throws KernelException {
        if (!current.getAsBoolean()) {
            throw new KernelException(Errno.ENXIO, "the translation of page " + wanted + " is stale");
        }
        if (wanted < page || wanted >= end()) {
            throw new KernelException(Errno.ERANGE, "page " + wanted + " is outside of the extent");
        }
        return address + (wanted - page) * PAGE;
    }

    /** At most so many pages. */
    Extent limited(long most) {
        return pages <= most ? this : new Extent(page, most, address, current);
    }

    /** The same memory as pages of a device above. */
    public Extent as(long abovePage, long most, BooleanSupplier alsoCurrent) {
        return new Extent(abovePage, Math.min(pages, most), address, new Both(alsoCurrent, current));
    }

    /** Two conditions; equal when both are. */
    private record Both(BooleanSupplier above, BooleanSupplier below) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return above.getAsBoolean() && below.getAsBoolean();
        }
    }
}
