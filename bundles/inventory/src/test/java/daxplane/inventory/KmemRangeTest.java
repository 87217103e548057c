package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmemRangeTest {

    private static final ByteSize BLOCK = ByteSize.ofMebibytes(128);

    /** The table of docs/kernel/memory.md 4, all sizes in MiB. A usable start of "-" means that nothing is left. */
    @ParameterizedTest(name = "0x{0} + {1} MiB in blocks of {2} MiB")
    @CsvSource({
        // start,   size,  block, usable start, usable, first block, blocks, lost
        "110200000, 16126, 128,   118000000,    16000,  35,          125,    126",
        "110200000, 16126, 2048,  180000000,    14336,  3,           7,      1790",
        "100200000, 16382, 128,   108000000,    16256,  33,          127,    126",
        "100200000, 16382, 2048,  180000000,    14336,  3,           7,      2046",
        "80a00000,  502,   128,   88000000,     384,    17,          3,      118",
        "80a00000,  502,   2048,  -,            0,      0,           0,      502",
        "80200000,  510,   128,   88000000,     384,    17,          3,      126",
        "148000000, 3072,  128,   148000000,    3072,   41,          24,     0",
        "148000000, 3072,  2048,  180000000,    2048,   3,           1,      1024",
        "100000000, 4096,  128,   100000000,    4096,   32,          32,     0",
        "100000000, 4096,  2048,  100000000,    4096,   2,           2,      0",
        // recorded: 512 MiB devdax namespace at 4 GiB, data from +10 MiB (two-socket, scenario step 9)
        "100a00000, 502,   128,   108000000,    384,    33,          3,      118",
    })
    void roundsInwardsToWholeBlocks(String start, long mebibytes, long blockMebibytes, String usableStart, long usableMebibytes,
            long firstBlock, long blocks, long lostMebibytes) {
        var block = ByteSize.ofMebibytes(blockMebibytes);
        var device = device(AddressRange.ofSize(Long.parseLong(start, 16), mebibytes << 20));
        var usable = usableStart.equals("-") ? Optional.<AddressRange>empty()
                : Optional.of(AddressRange.ofSize(Long.parseLong(usableStart, 16), usableMebibytes << 20));

        assertThat(KmemRange.usableAsRam(device.ranges().getFirst(), block)).isEqualTo(usable);
        assertThat(KmemRange.blocks(device, block)).isEqualTo(usable.stream().map(_ -> new BlockRange(firstBlock, blocks)).toList());
        assertThat(KmemRange.lost(device, block)).isEqualTo(ByteSize.ofMebibytes(lostMebibytes));
    }

    @Test
    void skipsTheRangesOfADeviceThatHoldNoBlock() {
        var device = device(new AddressRange(0x100000000L, 0x104000000L), new AddressRange(0x110000000L, 0x120000000L));

        assertThat(KmemRange.usableAsRam(device, BLOCK)).containsExactly(new AddressRange(0x110000000L, 0x120000000L));
        assertThat(KmemRange.lost(device, BLOCK)).isEqualTo(ByteSize.ofMebibytes(64));
    }

    /** 250 MiB for 16000 MiB (docs/kernel/memory.md 7.5); 2 MiB for each block of 128 MiB. */
    @Test
    void structPagesTakeOneSixtyFourth() {
        assertThat(KmemRange.dramForPages(ByteSize.ofMebibytes(16000))).isEqualTo(ByteSize.ofMebibytes(250));
        assertThat(KmemRange.dramForPages(BLOCK)).isEqualTo(ByteSize.ofMebibytes(2));
    }

    @Property
    void losesLessThanTwoBlocksPerRange(@ForAll @LongRange(max = 1L << 50) long start, @ForAll @LongRange(max = 1L << 45) long bytes) {
        var range = AddressRange.ofSize(start, bytes);

        long lost = KmemRange.lost(device(range), BLOCK).bytes();

        assertThat(lost).isLessThan(2 * BLOCK.bytes());
        KmemRange.usableAsRam(range, BLOCK).ifPresent(usable -> {
            assertThat(range.contains(usable)).isTrue();
            assertThat(usable.bytes() + lost).isEqualTo(bytes);
        });
    }

    private static DaxDevice device(AddressRange... ranges) {
        return new DaxDevice("dax0.0", "/region0/dax0.1", Optional.empty(), "path:/region0", List.of(ranges), 0, 2 << 20,
                Optional.empty(), OptionalInt.empty(), OptionalInt.of(2), false);
    }
}
