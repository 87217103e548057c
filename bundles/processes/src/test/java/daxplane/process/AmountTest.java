package daxplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "007, 7", "010, 10", "000K, 0", "4K, 4096", "2M, 2097152", "1G, 1073741824", "0x10, 16", "0x10K, 16384", "0x1f, 31",
        "999999999999999999, 999999999999999999", "8589934591G, 9223372035781033984"})
    void isDecimalOrHexWithAUnitBehind(String text, long amount) throws Exception {
        assertThat(Amount.of(text)).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1k", "1T", "0x", "K", "1 K", "1.5M", "1000000000000000000", "8589934592G", "0xfffffffffffffffK"})
    void refusesWhatIsNoneOrTooLarge(String text) {
        assertThatThrownBy(() -> Amount.of(text)).extracting("errno").isEqualTo(Errno.EINVAL);
    }
}
