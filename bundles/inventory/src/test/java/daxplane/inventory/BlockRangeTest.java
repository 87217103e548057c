package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlockRangeTest {

    @Test
    void numbersBlocksByAddress() {
        var blocks = BlockRange.covering(new AddressRange(0x108000000L, 0x120000000L), 128 << 20);

        assertThat(blocks).isEqualTo(new BlockRange(33, 3)).hasToString("memory33-35");
        assertThat(blocks.addresses(128 << 20)).isEqualTo(new AddressRange(0x108000000L, 0x120000000L));
        assertThat(blocks.numbers()).containsExactly(33L, 34L, 35L);
        assertThat(new BlockRange(33, 1)).hasToString("memory33");
    }

    @Test
    void numbersBlocksAboveTwoToThe63() {
        assertThat(BlockRange.covering(AddressRange.ofSize(1L << 63, 1L << 31), 1L << 31)).isEqualTo(new BlockRange(1L << 32, 1));
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatThrownBy(() -> new BlockRange(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlockRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizesArePrintedExactlyInTheLargestUnit() {
        assertThat(ByteSize.ofMebibytes(384)).hasToString("384 MiB");
        assertThat(ByteSize.ZERO).hasToString("0 B");
        assertThat(new ByteSize(130 << 10)).hasToString("130 KiB");
        assertThat(new ByteSize((1L << 63) - 1)).hasToString("9223372036854775807 B");
        assertThat(new ByteSize(1L << 63)).hasToString("8 EiB").isGreaterThan(new ByteSize((1L << 63) - 1));
        assertThat(new ByteSize(-1)).hasToString("18446744073709551615 B");
    }
}
