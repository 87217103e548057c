package daxplane.dax;

import daxplane.inventory.AddressRange;
import java.util.OptionalInt;

/**
 * Volatile memory that an administrator divides into dax devices.
 *
 * @param parentDirectory real path of the registered device that holds it (the platform device): the region's files become its
 *                        group {@code dax_region}, the dax devices its children
 * @param id              first number of its devices' names
 * @param range           all of it
 * @param alignBytes      of devices at first: 4 KiB, 2 MiB or 1 GiB; start and size of the range are multiples of it
 * @param numaNode        closest node with processors, -1 when unknown
 * @param targetNode      node that the memory belongs to once it is RAM; empty when the firmware does not say
 * @param meantAsRam      devices go to kmem unless told otherwise
 * @param firstBytes      size of its first device: the whole range, or 0 to leave it idle
 */
public record DynamicDaxRegion(String parentDirectory, int id, AddressRange range, long alignBytes, int numaNode,
        OptionalInt targetNode, boolean meantAsRam, long firstBytes) {
}
