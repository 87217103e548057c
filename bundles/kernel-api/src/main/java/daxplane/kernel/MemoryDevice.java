package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/** A device that is a piece of physical memory: what a driver on the dax bus gets to see of its device. */
@ConsumerType
public interface MemoryDevice {

    /** Physical ranges in page order; empty for a device without capacity. */
    List<AddressRange> ranges();

    /** Unit of mappings of it, in bytes. */
    default long alignBytes() {
        return 2L << 20;
    }

    /** Node that its memory belongs to once it is RAM; empty when the firmware does not say. */
    OptionalInt targetNode();

    /** Whether its provider means it to be RAM unless told otherwise (soft-reserved memory), and not to be mapped by programs. */
    boolean meantAsRam();

    /** Whether the struct pages of its blocks are to lie in the blocks themselves. */
    boolean memmapOnMemory();

    /**
     * Whether a probe that failed has left a page map behind. A driver for programs makes the page map of what a dynamic region
     * gave away; where there is one already, it refuses (6.1 and 6.12: "dynamic-dax with pre-populated page map").
     */
    boolean pageMapLeft();

    /** A probe fails and leaves its page map. Nothing takes it away but the end of the device. */
    void leavePageMap();
}
