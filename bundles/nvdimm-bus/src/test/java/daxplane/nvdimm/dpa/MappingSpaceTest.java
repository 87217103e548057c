package daxplane.nvdimm.dpa;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Where the kernel puts namespaces on a DIMM: docs/kernel/namespaces.md 1.3, corpus label-grow-fragment and ns-fragment. Units of 16 MiB. */
class MappingSpaceTest {

    private static final long UNIT = 16 << 20;
    private final MappingSpace mapping = new MappingSpace(AddressRange.ofSize(0, 16 * UNIT), UNIT);

    @Test void takesTheLowerEndOfTheFirstHoleThatFits() {
        var space = grow(grow(grow(DimmSpace.EMPTY, "a", 2), "b", 2), "c", 2);
        assertThat(space.extents()).containsExactly(extent("a", 0, 2), extent("b", 2, 4), extent("c", 4, 6));

        var holed = space.without(extent("b", 2, 4));
        assertThat(grow(holed, "d", 1).of("d")).containsExactly(extent("d", 2, 3));
        assertThat(grow(holed, "e", 3).of("e")).containsExactly(extent("e", 6, 9));
        assertThat(grow(holed.without(extent("a", 0, 2)), "f", 1).of("f")).containsExactly(extent("f", 0, 1));
    }

    @Test void growsOnlyIntoAHoleThatTouches() {
        var space = grow(grow(DimmSpace.EMPTY, "a", 2), "b", 2);

        assertThat(mapping.grow(space, "a", UNIT)).as("corpus label-grow-fragment: ENXIO and a warning").isEmpty();
        assertThat(grow(space, "b", 3).of("b")).containsExactly(extent("b", 2, 7));
        assertThat(grow(space.without(extent("a", 0, 2)), "b", 1).of("b")).as("a hole below comes first: the start moves")
                .containsExactly(extent("b", 1, 4));
    }

    @Test void neverSpansHoles() {
        var space = grow(grow(grow(DimmSpace.EMPTY, "a", 4), "b", 4), "c", 4).without(extent("b", 4, 8));

        assertThat(mapping.available(space)).isEqualTo(8 * UNIT);
        assertThat(mapping.largestExtent(space)).isEqualTo(4 * UNIT);
        assertThat(mapping.grow(space, "d", 5 * UNIT)).isEmpty();
    }

    @Test void shrinksFromTheEnd() {
        var space = grow(DimmSpace.EMPTY, "a", 4);

        assertThat(mapping.shrink(space, "a", UNIT).extents()).containsExactly(extent("a", 0, 3));
        assertThat(mapping.shrink(space, "a", 4 * UNIT).extents()).isEmpty();
    }

    @Test void staysInsideItsPieceOfTheDimm() {
        var upper = new MappingSpace(AddressRange.ofSize(8 * UNIT, 8 * UNIT), UNIT);
        var space = grow(DimmSpace.EMPTY, "other", 2);

        assertThat(upper.available(space)).isEqualTo(8 * UNIT);
        var grown = upper.grow(space, "a", 3 * UNIT).orElseThrow();
        assertThat(grown.of("a")).containsExactly(extent("a", 8, 11));
        assertThat(upper.available(grown)).isEqualTo(5 * UNIT);
        assertThat(upper.grow(grown, "b", 6 * UNIT)).isEmpty();
    }

    /** Busy parts count with both ends rounded outwards, holes are rounded inwards. */
    @Test void roundsWhatAnOlderAlignmentLeft() {
        var space = DimmSpace.EMPTY.reserve("odd", AddressRange.ofSize(UNIT / 2, UNIT)).orElseThrow();

        assertThat(mapping.available(space)).isEqualTo(14 * UNIT);
        assertThat(mapping.largestExtent(space)).isEqualTo(14 * UNIT);
        assertThat(grow(space, "a", 1).of("a")).containsExactly(extent("a", 2, 3));
    }

    @Test void refusesWhatIsTaken() {
        var space = grow(DimmSpace.EMPTY, "a", 2);

        assertThat(space.reserve("b", AddressRange.ofSize(UNIT, UNIT))).isEmpty();
        assertThat(space.renamed("a", "z").of("z")).containsExactly(extent("z", 0, 2));
    }

    @Property void extentsStayDisjointAndInside(@ForAll @Size(max = 40) List<@IntRange(min = -40, max = 60) Integer> steps) {
        DimmSpace space = DimmSpace.EMPTY;
        for (int step : steps) {
            String owner = "n" + Math.abs(step % 5);
            long bytes = (1 + Math.abs(step / 5) % 6) * UNIT;
            if (step < 0) {
                space = mapping.shrink(space, owner, bytes);
            } else {
                long before = space.allocated(owner);
                Optional<DimmSpace> grown = mapping.grow(space, owner, bytes);
                grown.ifPresent(more -> assertThat(more.allocated(owner)).isEqualTo(before + bytes));
                space = grown.orElse(space);
            }
            long sum = 0;
            for (int i = 0; i < space.extents().size(); i++) {
                AddressRange range = space.extents().get(i).range();
                sum += range.bytes();
                assertThat(mapping.mapping().contains(range)).isTrue();
                assertThat(i == 0 || space.extents().get(i - 1).range().end() <= range.start()).isTrue();
            }
            assertThat(sum + mapping.available(space)).isEqualTo(mapping.mapping().bytes());
            assertThat(mapping.largestExtent(space)).isLessThanOrEqualTo(mapping.available(space));
        }
    }

    private DimmSpace grow(DimmSpace space, String owner, long units) {
        return mapping.grow(space, owner, units * UNIT).orElseThrow();
    }

    private static Extent extent(String owner, long from, long to) {
        return new Extent(owner, new AddressRange(from * UNIT, to * UNIT));
    }
}
