package daxplane.inventory;

import java.util.List;
import java.util.Optional;

/**
 * A piece of memory and its owner.
 *
 * @param object    what people name to speak of it: the dax device if there is one, else the namespace, else the region whose
 *                  free part this is
 * @param region    empty for memory that is not on an NVDIMM, and for a leak whose device is gone
 * @param namespace the namespace it comes from
 * @param ranges    physical addresses, as far as they may be seen; those of free space are not known
 */
public record OwnershipEntry(String object, Optional<String> region, Optional<String> namespace, List<AddressRange> ranges, ByteSize size,
        Owner owner) {

    public OwnershipEntry {
        ranges = List.copyOf(ranges);
    }
}
