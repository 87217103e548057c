package daxplane.dax;

import daxplane.inventory.AddressRange;
import java.util.OptionalInt;

/**
 * A piece of persistent memory that somebody hands over as one dax device of fixed size.
 *
 * @param parentDirectory real path of the registered device that holds it (the nd dax device): the region's files become
 *                        its group {@code dax_region}, the dax device its child
 * @param regionId        first number of the name: the id of the nd region
 * @param deviceId        second number of the name: that of the namespace, {@code dax0.3} for {@code namespace0.3}
 * @param range           data without info block and page map
 * @param alignBytes      a power of two; start and size of the range are multiples of it
 * @param numaNode        closest node with processors, -1 when unknown
 * @param targetNode      node that the memory belongs to once it is RAM; empty when the firmware does not say
 */
public record StaticDaxRegion(String parentDirectory, int regionId, int deviceId, AddressRange range, long alignBytes,
        int numaNode, OptionalInt targetNode) {

    /** Name of its device: {@code dax0.0}. */
    public String deviceName() {
        return "dax" + regionId + "." + deviceId;
    }
}
