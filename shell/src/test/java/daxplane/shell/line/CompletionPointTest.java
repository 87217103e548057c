package daxplane.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.shell.line.CompletionPoint.Place;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionPointTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "~",
        "ass~ass",
        "assign ~assign,",
        "assign dax~assign,dax",
        "list; assign dax~assign,dax",
        "list && ass~ass",
        "list | gr~gr",
        "for x in a; do sho~sho",
        "echo `cat /pr~cat,/pr",
        "echo $(cat /pr~cat,/pr",
        "echo `cat a` b~echo,b",
        "! sh~sh",
        "echo 'a b~echo,a b",
        "X=1 ~X=1,",
    })
    void findsTheCommandThatTheCursorIsIn(String text, String words) {
        assertThat(CompletionPoint.of(text == null ? "" : text).words()).isEqualTo(words == null ? List.of("") : List.of(words.split(",", -1)));
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertThat(CompletionPoint.of("a # c\nb").words()).containsExactly("b");
    }

    @Test
    void behindARedirectionStandsAPath() {
        assertThat(CompletionPoint.of("echo dax0.0 > /sys/b")).isEqualTo(new CompletionPoint(List.of("echo", "dax0.0", "/sys/b"), 14, Place.PATH, false));
        assertThat(CompletionPoint.of("echo dax0.0 >/sys/b").place()).isEqualTo(Place.PATH);
        assertThat(CompletionPoint.of("echo dax0.0 > /sys/b ").place()).isEqualTo(Place.WORD);
    }

    @Test
    void knowsWhatReadsAPipe() {
        for (var piped : List.of("list | ", "list | gr", "list | grep a | h", "for x in a; do list | ", "echo $(list | ")) {
            assertThat(CompletionPoint.of(piped).piped()).as(piped).isTrue();
        }
        for (var other : List.of("", "list", "list || ", "list | head; ", "list | head && ", "list | head\n", "echo $(", "list | grep $(")) {
            assertThat(CompletionPoint.of(other).piped()).as(other).isFalse();
        }
    }

    @Test
    void aLoopGoesOverPaths() {
        assertThat(CompletionPoint.of("for f in /sys/d").place()).isEqualTo(Place.PATH);
    }

    @Test
    void aCommentIsNotCompleted() {
        assertThat(CompletionPoint.of("list # ass").place()).isEqualTo(Place.NOTHING);
        assertThat(CompletionPoint.of("echo a#b").place()).isEqualTo(Place.WORD);
    }

    @Test
    void knowsWhereTheWordBeginsWithItsQuote() {
        assertThat(CompletionPoint.of("show 'my na").start()).isEqualTo(5);
        assertThat(CompletionPoint.of("show ").start()).isEqualTo(5);
        assertThat(CompletionPoint.of("sh").start()).isZero();
    }

    @Property
    void findsAPointInAnyText(@ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '~') String text) {
        var point = CompletionPoint.of(text);
        assertThat(point.words()).isNotEmpty();
        assertThat(point.start()).isBetween(0, text.length());
    }
}
