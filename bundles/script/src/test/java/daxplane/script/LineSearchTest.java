package daxplane.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineSearchTest {

    private static final String TEXT = "a1/b/c/a2/d/e/f/a3/g";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private LineSearch search(Set<LineSearch.Option> options, boolean invert, int before, int after, int most, boolean named) {
        var manner = new LineSearch.Manner(LineSearch.Wanted.of(List.of(Pattern.compile("a")), invert), options, before, after, most);
        return new LineSearch(manner, "file", named, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** Lines until it wants no more; what it printed, with / between lines, and how many it found. */
    private String of(LineSearch search, String text) {
        Arrays.stream(text.split("/")).takeWhile(search::take).forEach(_ -> { });
        int found = search.end();
        return said.toString(StandardCharsets.UTF_8).replace('\n', '/') + " " + found;
    }

    private static Set<LineSearch.Option> options(String letters) {
        return letters == null ? EnumSet.noneOf(LineSearch.Option.class) : letters.chars().mapToObj(letter -> switch (letter) {
            case 'l' -> LineSearch.Option.NAMES_WITH;
            case 'L' -> LineSearch.Option.NAMES_WITHOUT;
            case 'c' -> LineSearch.Option.COUNT;
            case 'n' -> LineSearch.Option.NUMBERS;
            case 'q' -> LineSearch.Option.QUIET;
            default -> LineSearch.Option.PIECES;
        }).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({", a1/a2/a3/ 3", "n, 1:a1/4:a2/8:a3/ 3", "c, 3/ 3", "o, a/a/a/ 3", "no, 1:a/4:a/8:a/ 3", "co, 3/ 3"})
    void printsLinesNumbersCountsOrPieces(String letters, String printed) {
        assertThat(of(search(options(letters), false, 0, 0, 0, false), TEXT)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({"l, file/ 1", "L, ' 1'", "q, ' 1'", "lc, file/ 1", "ql, ' 1'"})
    void isContentWithOneLineWhereMoreTellNothing(String letters, String printed) {
        assertThat(of(search(options(letters), false, 0, 0, 0, true), TEXT)).isEqualTo(printed);
        assertThat(search(options(letters), false, 0, 0, 0, true).take("a")).isFalse();
    }

    @Test
    void namesATextInWhichNothingIsFound() {
        assertThat(of(search(options("L"), false, 0, 0, 0, false), "b/c")).isEqualTo("file/ 0");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, a1/--/c/a2/--/f/a3/ 3", "0, 1, a1/b/--/a2/d/--/a3/g/ 3", "1, 1, a1/b/c/a2/d/--/f/a3/g/ 3", "9, 9, a1/b/c/a2/d/e/f/a3/g/ 3"})
    void printsTheLinesAroundOnceAndMarksTheGaps(int before, int after, String printed) {
        assertThat(of(search(options(null), false, before, after, 0, false), TEXT)).isEqualTo(printed);
    }

    @Test
    void tellsFoundLinesFromThoseAround() {
        assertThat(of(search(options("n"), false, 1, 1, 0, true), "x/y/a/z")).isEqualTo("file-2-y/file:3:a/file-4-z/ 1");
    }

    @Test
    void invertedItFindsTheOthersAndNoPieces() {
        assertThat(of(search(options(null), true, 0, 0, 0, false), "a/b/ba/c")).isEqualTo("b/c/ 2");
        said.reset();
        assertThat(of(search(options("o"), true, 0, 0, 0, false), "a/b")).isEqualTo(" 1");
    }

    @Test
    void endsWithTheLastLineThatItMayFindAndThoseAfterIt() {
        assertThat(of(search(options(null), false, 0, 0, 2, false), TEXT)).isEqualTo("a1/a2/ 2");
        said.reset();
        assertThat(of(search(options(null), false, 0, 2, 1, false), TEXT)).isEqualTo("a1/b/c/ 1");
        said.reset();
        assertThat(of(search(options(null), false, 0, 9, 1, false), TEXT)).isEqualTo("a1/b/c/ 1");
        assertThat(search(options(null), false, 0, 0, 1, false).take("a")).isFalse();
    }
}
