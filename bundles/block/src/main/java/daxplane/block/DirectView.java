package daxplane.block;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;

/**
 * A contiguous view of pages that lie in pieces: direct access returns a part, the caller goes on until it has all (docs/kernel/access.md
 * 1.2). One piece is used as it is; several are mapped together.
 */
public final class DirectView {

    private final List<Extent> extents;

    private DirectView(List<Extent> extents) {
        this.extents = List.copyOf(extents);
    }

    /**
     * Assembles pages of a device.
     *
     * @throws KernelException what direct access answers for a part of it
     */
    public static DirectView assemble(BlockDevice device, long page, long pages, AccessMode mode) throws KernelException {
        if (pages <= 0 || page < 0) {
            throw new KernelException(Errno.EINVAL, "no pages");
        }
        List<Extent> extents = new ArrayList<>();
        for (long at = page; at < page + pages;) {
            Extent part = device.directAccess(at, page + pages - at, mode);
            if (part.pages() <= 0) {
                throw new KernelException(Errno.ERANGE, "direct access gave nothing at page " + at);
            }
            if (!extents.isEmpty() && extents.getLast().continuedBy(part)) {
                extents.add(extents.removeLast().with(part));
            } else {
                extents.add(part);
            }
            at += part.pages();
        }
        return new DirectView(extents);
    }

    /** In the order of the pages; neighbours do not lie one after the other. */
    public List<Extent> extents() {
        return extents;
    }

    /** Whether no mapping of its own is needed. */
    public boolean usedAsItIs() {
        return extents.size() == 1;
    }

    /** Physical address of a page. ERANGE none of the view's; ENXIO stale. */
    public long addressOf(long page) throws KernelException {
        int low = 0;
        int high = extents.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (extents.get(middle).page() <= page) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return extents.get(low).addressOf(page);
    }
}
