package daxplane.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    @Test
    void isTheUsualOneUnlessSomebodySaysOtherwise() {
        assertThat(Patience.of(Optional.empty())).hasToString("25 s");
    }

    @ParameterizedTest
    @CsvSource({"1, 1 s", "' 90 ', 90 s", "600, 600 s", "601, 25 s", "0, 25 s", "-1, 25 s", "1000, 25 s", "'', 25 s", "1.5, 25 s", "long, 25 s"})
    void isBounded(String wanted, String text) {
        assertThat(Patience.of(Optional.of(wanted))).hasToString(text);
    }
}
