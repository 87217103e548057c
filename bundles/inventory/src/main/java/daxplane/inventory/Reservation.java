package daxplane.inventory;

/**
 * A line of /proc/iomem that tells who holds a piece of persistent, soft-reserved or CXL memory.
 *
 * @param depth nesting: 0 is the provider's line ({@code Persistent Memory}), 1 what was reserved in it
 *              ({@code namespace0.0}, {@code dax0.0}), 2 what kmem added ({@code System RAM (kmem)})
 */
public record Reservation(AddressRange range, int depth, String owner) implements Comparable<Reservation> {

    @Override
    public int compareTo(Reservation other) {
        int byRange = range.compareTo(other.range);
        return byRange != 0 ? byRange : depth != other.depth ? Integer.compare(depth, other.depth) : owner.compareTo(other.owner);
    }
}
