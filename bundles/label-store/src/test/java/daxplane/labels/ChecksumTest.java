package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of docs/kernel/labels.md 1.3, 1.4 and 4. */
class ChecksumTest {

    @ParameterizedTest
    @CsvSource({"'', 0", "01000000, 0000000100000001", "0100000002000000, 0000000400000003",
            "ffffffff0100000005000000, 0000000400000005", "000102030405060708090a0b0c0d0e0f, 463c322824201c18",
            "6162636465666768, 312e2b27cccac8c6"})
    void sumsLittleEndianWords(String hex, String sum) {
        assertThat(Fletcher64.of(HexFormat.of().parseHex(hex))).isEqualTo(Long.parseUnsignedLong(sum, 16));
    }

    @Test void survivesOverflowOfBothSums() {
        byte[] ones = new byte[4096];
        Arrays.fill(ones, (byte) 0xff);

        assertThat(Fletcher64.of(ones)).isEqualTo(0xfff7fe00fffffc00L);
    }

    @Property void countsItsOwnFieldAsZero(@ForAll @Size(256) byte[] bytes, @ForAll @IntRange(max = 62) int word) {
        int field = word * 4;
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, field, field + 8, (byte) 0);

        assertThat(Fletcher64.of(bytes, 0, bytes.length, field)).isEqualTo(Fletcher64.of(zeroed));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,2,1", "1,3,0", "2,1,0", "2,2,1", "2,3,1", "3,1,1", "3,2,0", "3,3,1"})
    void choosesTheCurrentIndex(int first, int second, int current) {
        assertThat(Sequence.current(first, second)).isEqualTo(current);
        assertThat(Sequence.current(first | 0x10, second | 0x20)).as("only two bits count").isEqualTo(current);
    }

    @Test void cyclesThroughThreeNumbers() {
        assertThat(List.of(Sequence.next(1), Sequence.next(2), Sequence.next(3), Sequence.next(0))).containsExactly(2, 3, 1, 0);
    }

    @Test void hashesTheMembersOfAnInterleaveSet() {
        var one = member(0, 0x11223344, 0x0a);
        var two = List.of(one, member(0x1000, 0x55667788, 0x0a));
        var swapped = List.of(member(0x100, 0x11111111, 1), member(2, 0x22222222, 1));

        assertThat(InterleaveCookie.of(List.of(one)))
                .isEqualTo(new InterleaveCookie(0x2244668811223344L, 0x7b9585c92845b3d7L, 0x2244668811223344L));
        assertThat(InterleaveCookie.of(two))
                .isEqualTo(new InterleaveCookie(0x119a62a86688baccL, 0x851ae44e94cfbbf2L, 0x119a62a86688baccL));
        assertThat(InterleaveCookie.of(two.reversed())).isEqualTo(InterleaveCookie.of(two));
        assertThat(InterleaveCookie.of(swapped))
                .isEqualTo(new InterleaveCookie(0xeeeef2fe33333435L, 0x4fc2b5f0617a3549L, 0xaaaab2b233333435L));
    }

    /** The set of the label dumps in ndctl's own tests, docs/kernel/labels.md 6.5: their labels carry the alternate cookie. */
    @Test void hashesTheSetOfTheNdctlDumps() {
        int[] serials = {0xffffffff, 0xfffffffe, 0xfffffeff, 0xfffffefe};
        var members = java.util.stream.IntStream.range(0, 4).mapToObj(i ->
                new InterleaveCookie.Member(1L << 16 + 8 * i, serials[i], 0xabcd, 0xe007, 0x0a)).toList();

        assertThat(InterleaveCookie.of(members))
                .isEqualTo(new InterleaveCookie(0x0c0ffadb0100fefbL, 0xa76c6907811fae57L, 0x0803f6d70100fefbL));
    }

    private static InterleaveCookie.Member member(long offset, int serial, int location) {
        return new InterleaveCookie.Member(offset, serial, 0x8089, 0x1723, location);
    }
}
