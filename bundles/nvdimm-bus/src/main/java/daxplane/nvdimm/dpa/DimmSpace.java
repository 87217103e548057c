package daxplane.nvdimm.dpa;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The extents of one DIMM, in the order of their addresses. Immutable. */
public record DimmSpace(List<Extent> extents) {

    public static final DimmSpace EMPTY = new DimmSpace(List.of());

    public DimmSpace {
        extents = List.copyOf(extents);
    }

    /** @return empty when something else is there already */
    public Optional<DimmSpace> reserve(String owner, AddressRange range) {
        if (extents.stream().anyMatch(extent -> extent.range().overlaps(range))) {
            return Optional.empty();
        }
        List<Extent> more = new ArrayList<>(extents);
        more.add(new Extent(owner, range));
        more.sort(Comparator.comparing(Extent::range));
        return Optional.of(new DimmSpace(more));
    }

    public DimmSpace without(Extent extent) {
        return new DimmSpace(extents.stream().filter(other -> !other.equals(extent)).toList());
    }

    /** Puts an extent of another size in the place of this one; the new range must be free. */
    DimmSpace resized(Extent extent, AddressRange range) {
        return without(extent).reserve(extent.owner(), range).orElseThrow();
    }

    public DimmSpace renamed(String owner, String newOwner) {
        return new DimmSpace(extents.stream()
                .map(extent -> extent.owner().equals(owner) ? new Extent(newOwner, extent.range()) : extent).toList());
    }

    /** In the order of addresses. */
    public List<Extent> of(String owner) {
        return extents.stream().filter(extent -> extent.owner().equals(owner)).toList();
    }

    public long allocated(String owner) {
        return of(owner).stream().mapToLong(extent -> extent.range().bytes()).sum();
    }
}
