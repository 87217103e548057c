package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What awk says of a line is what the recordings' one says. */
class AwkTest {

    private static final String INPUT = "bytes 526385152 equal 67108864 nonzero 0\nsecond line: 7\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {print int($4/16777216)*16 " MiB or more"}      | 64 MiB or more/0 MiB or more
            {print ($2>3000000)}                            | 1/1
            NR==1 {print $5}                                | nonzero
            /second/ {print NR, NF, $NF}                    | 2 3 7
            {s+=$2} END {print s}                           | 526385152
            BEGIN {print "first"} NR>1 && $3 < 8            | first/second line: 7
            $1 ~ /^by/ {printf "%s=%d;", $1, $2+1}          | bytes=526385153;
            {print length($1) - 2, 7/2}                     | 3 3.5/4 3.5
            """)
    void says(String program, String printed) {
        assertThat(Awk.run(program, "", INPUT)).hasValueSatisfying(text -> assertThat(text.strip()).isEqualTo(printed.replace('/', '\n')));
    }

    @Test
    void splitsWhereItIsTold() {
        assertThat(Awk.run("{print $2}", ":", "a:b c:d\n")).contains("b c\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {print | 1
            {while (1) print}   | 1
            {print $1          | 1
            {gsub(/a/, "b")}    | 1
            }                   | 1
            """)
    void saysNothingWhereItDoesNotUnderstand(String program) {
        assertThat(Awk.run(program, "", INPUT)).isEmpty();
    }
}
