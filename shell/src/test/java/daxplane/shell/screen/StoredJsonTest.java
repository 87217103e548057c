package daxplane.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored comes out as it went in, indented as what is around it. */
class StoredJsonTest {

    @Test
    void keepsEveryDigitAndEveryField() {
        var stored = StoredJson.of("{\"bytes\":18446744073709551615,\"list\":[{\"a\":true},-9223372036854775808],\"text\":\"\\u202e\"}").orElseThrow();

        assertThat(Json.line(Map.of("data", stored))).isEqualTo("{\"data\":{\"bytes\":18446744073709551615,\"list\":[{\"a\":true},-9223372036854775808],\"text\":\"\\u202e\"}}");
        assertThat(Json.document(Map.of("data", stored))).contains("\n  \"data\": {\n    \"bytes\": 18446744073709551615,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{foo}", "{}{}", "{\"a\":01}", "nothing"})
    void isNothingElseThanJson(String text) {
        assertThat(StoredJson.of(text)).isEmpty();
    }
}
