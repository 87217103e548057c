package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    /** What people typed comes back as short as it can be, and means the same. */
    @ParameterizedTest
    @CsvSource({"0, 0", "511, 511", "1024, 1k", "67108864, 64M", "64m, 64M", "1536k, 1536k", "2048M, 2G", "1025M, 1025M", "3T, 3T", "4096T, 4096T",
        "9223372036854775807, 9223372036854775807"})
    void isTypedAsPeopleTypeIt(String typed, String text) {
        var size = ByteSize.parse(typed).orElseThrow();

        assertThat(size.typed()).isEqualTo(text);
        assertThat(ByteSize.parse(size.typed())).contains(size);
    }
}
