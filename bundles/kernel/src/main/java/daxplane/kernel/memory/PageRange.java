package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;

/** Page frames {@code [start, end)} of 4 KiB. */
record PageRange(long start, long end) {

    static final int PAGE_SHIFT = 12;

    /** Whole pages inside the range. */
    static PageRange inside(AddressRange range) {
        long start = (range.start() + (1L << PAGE_SHIFT) - 1) >>> PAGE_SHIFT;
        return new PageRange(start, Math.max(start, range.end() >>> PAGE_SHIFT));
    }

    AddressRange addresses() {
        return new AddressRange(start << PAGE_SHIFT, end << PAGE_SHIFT);
    }

    long pages() {
        return end - start;
    }

    boolean isEmpty() {
        return start >= end;
    }

    PageRange intersection(PageRange other) {
        long from = Math.max(start, other.start);
        return new PageRange(from, Math.max(from, Math.min(end, other.end)));
    }

    boolean intersects(PageRange other) {
        return !intersection(other).isEmpty();
    }
}
