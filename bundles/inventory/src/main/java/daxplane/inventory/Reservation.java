package daxplane.inventory;

import java.util.Comparator;

/**
 * A line of /proc/iomem that tells who holds a piece of persistent, soft-reserved or CXL memory. Ordered as in the file: what
 * encloses comes before what it encloses.
 *
 * @param depth nesting: 0 is the provider's line ({@code Persistent Memory}), 1 what was reserved in it
 *              ({@code namespace0.0}, {@code dax0.0}), 2 what kmem added ({@code System RAM (kmem)})
 */
public record Reservation(AddressRange range, int depth, String owner) implements Comparable<Reservation> {

    private static final Comparator<Reservation> FILE_ORDER = Comparator
            .<Reservation, Long>comparing(reservation -> reservation.range.start(), Long::compareUnsigned)
            .thenComparingInt(Reservation::depth)
            .thenComparing(Reservation::range)
            .thenComparing(Reservation::owner);

    @Override
    public int compareTo(Reservation other) {
        return FILE_ORDER.compare(this, other);
    }
}
