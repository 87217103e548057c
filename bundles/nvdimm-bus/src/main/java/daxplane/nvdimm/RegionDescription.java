package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.labels.InterleaveCookie;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What a bus provider knows of a region.
 *
 * @param range       physical addresses
 * @param persistent  {@code nd_pmem}; otherwise {@code nd_volatile}
 * @param mappings    pieces of DIMMs, none when the provider knows no DIMMs
 * @param cookie      of the interleave set; empty when there is none
 * @param type        type GUID that its labels carry
 * @param rangeIndex  of the NFIT, for nfit/range_index
 * @param numaNode    closest node with memory or processors, -1 when unknown
 * @param targetNode  node of its own; empty when the firmware does not say
 * @param domain      {@code cpu_cache} or {@code memory_controller}; empty when the platform does not tell
 * @param pageMapped  raw namespaces have struct pages without an info block (e820)
 */
public record RegionDescription(AddressRange range, boolean persistent, List<Piece> mappings, Optional<InterleaveCookie> cookie,
        UUID type, OptionalInt rangeIndex, int numaNode, OptionalInt targetNode, Optional<String> domain, boolean pageMapped) {

    public RegionDescription {
        mappings = List.copyOf(mappings);
    }

    /**
     * A piece of a DIMM.
     *
     * @param dimm     position in {@link Topology#dimms()}
     * @param range    device physical addresses
     * @param position rank of this DIMM's first line in the set
     */
    public record Piece(int dimm, AddressRange range, int position) {
    }
}
