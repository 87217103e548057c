package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who has reserved which physical addresses: the tree behind /proc/iomem. */
@ProviderType
public interface ResourceTree {

    /**
     * A node of the tree.
     *
     * @param busy whether nothing may be reserved below it
     * @param systemRam whether it is RAM that the page allocator may use once online
     */
    record Resource(AddressRange range, String name, boolean busy, boolean systemRam) {
    }

    /**
     * Reserves a range below the innermost resource that contains it and is not busy.
     *
     * @throws KernelException EBUSY when something busy overlaps
     */
    Resource request(AddressRange range, String name, boolean busy, boolean systemRam) throws KernelException;

    /** Inserts a range and takes what lies inside it as children (firmware's own description of memory). EBUSY on a conflict. */
    Resource insert(AddressRange range, String name, boolean busy, boolean systemRam) throws KernelException;

    /** Releases exactly this range and name; its children, if any, stay and move up. What the firmware or other hardware reserved stays. */
    void release(AddressRange range, String name);

    /** Exact match. */
    Optional<Resource> find(AddressRange range, String name);

    /** Whether anything but provider lines ({@code Persistent Memory}, {@code Soft Reserved}) overlaps. */
    boolean occupied(AddressRange range);

    /** Children of the resource that exactly has the range and name; of the root for none. */
    List<Resource> children(Optional<Resource> parent);

    /** The text of /proc/iomem. */
    String text();
}
