package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AddressRangeTest {

    private static final long TOP = 1L << 63;

    @Test
    void reachesTheEndOfTheAddressSpace() {
        var last = new AddressRange(-4096, 0);

        assertThat(last.bytes()).isEqualTo(4096);
        assertThat(last.last()).isEqualTo(-1);
        assertThat(last.contains(-1L)).isTrue();
        assertThat(last.contains(0L)).isFalse();
        assertThat(last).hasToString("0xfffffffffffff000-0xffffffffffffffff");
    }

    @Test
    void comparesUnsignedOnBothSidesOfTwoToThe63() {
        var across = new AddressRange(TOP - 1, TOP + 1);

        assertThat(across.contains(TOP - 1)).isTrue();
        assertThat(across.contains(TOP)).isTrue();
        assertThat(across.contains(TOP + 1)).isFalse();
        assertThat(across).isGreaterThan(new AddressRange(0, 1)).isLessThan(new AddressRange(TOP, TOP + 1));
        assertThat(across.overlaps(new AddressRange(TOP, 0))).isTrue();
        assertThat(across.intersection(new AddressRange(TOP, 0))).contains(new AddressRange(TOP, TOP + 1));
    }

    @Test
    void anEmptyRangeHoldsNothingAndIsEverywhere() {
        for (var empty : List.of(new AddressRange(0, 0), new AddressRange(7, 7))) {
            assertThat(empty.isEmpty()).isTrue();
            assertThat(empty.contains(0L)).isFalse();
            assertThat(empty.contains(7L)).isFalse();
            assertThat(empty.overlaps(new AddressRange(0, 100))).isFalse();
            assertThat(new AddressRange(50, 60).contains(empty)).isTrue();
        }
    }

    @Test
    void refusesToEndBeforeItStarts() {
        assertThatThrownBy(() -> new AddressRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressRange(0, 1).alignedInwards(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fitsUpToTheEndOfTheAddressSpace() {
        assertThat(AddressRange.fitting(-4096, 4096)).contains(new AddressRange(-4096, 0));
        assertThat(AddressRange.fitting(-4096, 4097)).isEmpty();
        assertThat(AddressRange.fitting(TOP, TOP)).contains(new AddressRange(TOP, 0));
        assertThat(AddressRange.fitting(5, 0)).contains(new AddressRange(5, 5));
        assertThat(AddressRange.fitting(5, -3)).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void roundsInwardsAsExactArithmeticDoes(@ForAll("ranges") AddressRange range, @ForAll @IntRange(max = 40) int shift) {
        var align = BigInteger.ONE.shiftLeft(shift);
        var up = unsigned(range.start()).add(align).subtract(BigInteger.ONE).divide(align).multiply(align);
        var down = end(range).divide(align).multiply(align);

        var aligned = range.alignedInwards(1L << shift);

        if (range.isEmpty() || up.compareTo(down) >= 0) {
            assertThat(aligned).isEmpty();
        } else {
            assertThat(aligned).contains(new AddressRange(up.longValue(), down.longValue()));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void intersectsAsExactArithmeticDoes(@ForAll("ranges") AddressRange one, @ForAll("ranges") AddressRange other) {
        var from = unsigned(one.start()).max(unsigned(other.start()));
        var to = end(one).min(end(other));
        boolean meet = !one.isEmpty() && !other.isEmpty() && from.compareTo(to) < 0;

        assertThat(one.overlaps(other)).isEqualTo(meet);
        assertThat(one.intersection(other).map(AddressRange::start)).isEqualTo(
                meet ? java.util.Optional.of(from.longValue()) : java.util.Optional.empty());
        one.intersection(other).ifPresent(both -> {
            assertThat(end(both)).isEqualTo(to);
            assertThat(one.contains(both) && other.contains(both)).isTrue();
        });
    }

    @Provide
    static Arbitrary<AddressRange> ranges() {
        var edges = Arbitraries.of(0L, 1L, 4096L, 1L << 32, TOP - 1, TOP, TOP + 4096, -4096L, -1L);
        var addresses = Arbitraries.oneOf(edges, Arbitraries.longs());
        return Combinators.combine(addresses, addresses).as((a, b) ->
                Long.compareUnsigned(a, b) <= 0 || b == 0 ? new AddressRange(a, b) : new AddressRange(b, a));
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static BigInteger end(AddressRange range) {
        return range.end() == 0 && range.start() != 0 ? BigInteger.ONE.shiftLeft(64) : unsigned(range.end());
    }
}
