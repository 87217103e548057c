package daxplane.nvdimm.dpa;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.Optional;

/**
 * A walk over the holes of a mapping, in address order: before its first extent, between extents, after the last. A namespace
 * takes the first hole that holds all of it and, when it has an extent already, touches that extent. The reserve takes all holes.
 */
final class Allocation {

    private final MappingSpace mapping;
    private final String owner;
    private final long wanted;
    private final boolean piecewise;

    Allocation(MappingSpace mapping, String owner, long wanted, boolean piecewise) {
        this.mapping = mapping;
        this.owner = owner;
        this.wanted = wanted;
        this.piecewise = piecewise;
    }

    Optional<DimmSpace> in(DimmSpace space) {
        DimmSpace result = space;
        long left = wanted;
        while (left > 0) {
            Optional<Step> step = step(result, left);
            if (step.isEmpty()) {
                return left == wanted ? atStart(result) : Optional.empty();
            }
            result = step.get().space();
            left -= step.get().bytes();
        }
        return Optional.of(result);
    }

    private record Step(DimmSpace space, long bytes) {
    }

    /** An empty mapping has no extent to walk along: the start is tried at last. */
    private Optional<DimmSpace> atStart(DimmSpace space) {
        return space.reserve(owner, AddressRange.ofSize(mapping.mapping().start(), wanted));
    }

    private Optional<Step> step(DimmSpace space, long left) {
        List<Extent> extents = space.extents();
        List<Extent> own = space.of(owner);
        Optional<Extent> existing = own.isEmpty() ? Optional.empty() : Optional.of(own.getLast());
        boolean first = true;
        for (int i = 0; i < extents.size(); i++) {
            Extent here = extents.get(i);
            if (!here.range().overlaps(mapping.mapping())) {
                continue;
            }
            if (first && here.range().start() > mapping.mapping().start()) {
                Optional<AddressRange> hole = hole(mapping.mapping().start(), here.range().start(), existing);
                if (hole.isPresent()) {
                    return Optional.of(take(space, hole.get(), left, Optional.empty(), Optional.of(here)));
                }
            }
            first = false;
            Optional<Extent> next = i + 1 < extents.size() ? Optional.of(extents.get(i + 1)) : Optional.empty();
            long end = next.map(extent -> Math.min(mapping.mapping().end(), extent.range().start())).orElse(mapping.mapping().end());
            Optional<AddressRange> hole = hole(here.range().end(), end, existing);
            if (hole.isPresent()) {
                return Optional.of(take(space, hole.get(), left, Optional.of(here), next));
            }
        }
        return Optional.empty();
    }

    private Optional<AddressRange> hole(long start, long end, Optional<Extent> existing) {
        if (start >= end) {
            return Optional.empty();
        }
        return new AddressRange(start, end).alignedInwards(mapping.unit()).filter(hole -> piecewise || fits(hole, existing));
    }

    private boolean fits(AddressRange hole, Optional<Extent> existing) {
        return hole.bytes() >= wanted && existing.map(extent -> hole.start() == extent.range().end()
                || hole.end() == extent.range().start()).orElse(true);
    }

    /** Below its own extent the owner grows downwards, in all other cases it takes the lower end of the hole. */
    private Step take(DimmSpace space, AddressRange hole, long left, Optional<Extent> before, Optional<Extent> after) {
        long bytes = Math.min(hole.bytes(), left);
        if (after.filter(this::own).isPresent()) {
            AddressRange grown = new AddressRange(after.get().range().start() - bytes, after.get().range().end());
            return new Step(space.resized(after.get(), grown), bytes);
        }
        if (before.filter(this::own).isPresent()) {
            AddressRange grown = new AddressRange(before.get().range().start(), before.get().range().end() + bytes);
            return new Step(space.resized(before.get(), grown), bytes);
        }
        return new Step(space.reserve(owner, AddressRange.ofSize(hole.start(), bytes)).orElseThrow(), bytes);
    }

    private boolean own(Extent extent) {
        return extent.owner().equals(owner);
    }
}
