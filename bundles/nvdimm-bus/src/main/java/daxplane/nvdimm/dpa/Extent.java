package daxplane.nvdimm.dpa;

import daxplane.inventory.AddressRange;

/**
 * A part of a DIMM.
 *
 * @param owner {@code pmem-} and the uuid of the namespace
 * @param range device physical addresses, not empty
 */
public record Extent(String owner, AddressRange range) {
}
