package daxplane.block;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

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
        List<Run> runs = new ArrayList<>();
        for (long at = page; at < page + pages;) {
            Extent part = device.directAccess(at, page + pages - at, mode);
            if (part.pages() <= 0) {
                throw new KernelException(Errno.ERANGE, "direct access gave nothing at page " + at);
            }
            if (runs.isEmpty() || !runs.getLast().goesOnWith(part)) {
                runs.add(new Run(part));
            }
            at += part.pages();
        }
        return new DirectView(runs.stream().map(Run::extent).toList());
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

    /** Pieces that lie one after the other, while more of them are found. */
    private static final class Run {

        private final Extent first;
        private final List<BooleanSupplier> conditions = new ArrayList<>();
        private long pages;

        Run(Extent first) {
            this.first = first;
            this.conditions.add(first.current());
            this.pages = first.pages();
        }

        /** @return false: it lies elsewhere, and is none of it */
        boolean goesOnWith(Extent next) {
            if (next.page() != first.page() + pages || next.address() != first.address() + pages * Extent.PAGE) {
                return false;
            }
            if (!conditions.getLast().equals(next.current())) {
                conditions.add(next.current());
            }
            pages += next.pages();
            return true;
        }

        Extent extent() {
            return new Extent(first.page(), pages, first.address(), conditions.size() == 1 ? conditions.getFirst() : new All(List.copyOf(conditions)));
        }
    }

    /** All of a number of conditions; flat, since a run is put together of any number of pieces. */
    private record All(List<BooleanSupplier> conditions) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            for (BooleanSupplier condition : conditions) {
                if (!condition.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        }
    }
}
