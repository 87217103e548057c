package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In these tests {@code ~} stands for any characters of a line and {@code %} for any lines. */
class WildcardTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "size 4 blocks          | size 4 blocks    | true",
            "size 4 blocks          | size ~ blocks    | true",
            "size  blocks           | size ~ blocks    | true",
            "size 4/blocks          | size ~ blocks    | false",
            "a/b/c                  | ~c               | false",
            "a/b/c                  | %c               | true",
            "a/b/c                  | ~/b/~            | true",
            "a/b/c                  | ~/~              | false",
            "aXbXc                  | aX~Xc            | true",
            "aXbXc                  | ~Xb              | false",
            "aXbXc                  | ~Xb~             | true",
            "a/b/                   | a/b/             | true",
            "a/b/                   | a/%              | true",
            "a/                     | a/%              | true",
            "a                      | a/%              | false",
            "(a+)[b]                | (a+)~            | true"})
    void matches(String recorded, String here, boolean equal) {
        assertThat(Wildcard.matches(lines(recorded), lines(here))).isEqualTo(equal);
    }

    /** As a regular expression this would not come to an end. */
    @Test
    void comesToAnEndWithManyMarks() {
        assertThat(Wildcard.matches("x".repeat(5_000), (Wildcard.TEXT + "x").repeat(50) + "y")).isFalse();
    }

    @Test
    void saysNothingWhenOnlyMarksAreLeft() {
        assertThat(Wildcard.saysNothing(Wildcard.LINES + "\n" + Wildcard.TEXT)).isTrue();
        assertThat(Wildcard.saysNothing(Wildcard.TEXT + "x")).isFalse();
    }

    private static String lines(String text) {
        return text.replace('/', '\n').replace("~", Wildcard.TEXT).replace("%", Wildcard.LINES);
    }
}
