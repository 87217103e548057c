package daxplane.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.script.GrepPattern.Kind;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line was tried with grep(1). */
class GrepPatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "^MemTotal       ~ MemTotal: 1     ~ true",
        "^MemTotal       ~ xMemTotal        ~ false",
        "a+              ~ aa               ~ false",
        "a+              ~ a+               ~ true",
        "a\\+            ~ aa               ~ true",
        "on\\|off        ~ off              ~ true",
        "on|off          ~ off              ~ false",
        "\\(ab\\)\\{2\\} ~ abab             ~ true",
        "(a)             ~ (a)              ~ true",
        "*a              ~ *a               ~ true",
        "[[:digit:]]     ~ a1               ~ true",
        "[[:digit:]]     ~ ab               ~ false",
        "[^a]            ~ a                ~ false",
        "[]]             ~ ]                ~ true",
        "[a-c]           ~ b                ~ true",
        "a.c             ~ abc              ~ true",
        "a\\.c           ~ abc              ~ false",
        "\\<dax          ~ a dax            ~ true",
        "\\<dax          ~ adax             ~ false",
        "dax0\\.0$       ~ dax0.0           ~ true",
    })
    void basicExpressions(String pattern, String text, boolean found) {
        assertThat(GrepPattern.compile(pattern, Kind.BASIC, false, false, false).matcher(text).find()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "on|off     ~ off  ~ true",
        "a+b        ~ aab  ~ true",
        "a\\+b      ~ a+b  ~ true",
        "a\\+b      ~ aab  ~ false",
        "(ab){2}    ~ abab ~ true",
        "^(on|off)$ ~ on   ~ true",
    })
    void extendedExpressions(String pattern, String text, boolean found) {
        assertThat(GrepPattern.compile(pattern, Kind.EXTENDED, false, false, false).matcher(text).find()).isEqualTo(found);
    }

    @Test
    void fixedTextsWordsAndLines() {
        assertThat(GrepPattern.compile("a.c", Kind.FIXED, false, false, false).matcher("abc").find()).isFalse();
        assertThat(GrepPattern.compile("line", Kind.BASIC, false, true, false).matcher("online").find()).isFalse();
        assertThat(GrepPattern.compile("online", Kind.BASIC, false, false, true).matcher("online_movable").find()).isFalse();
        assertThat(GrepPattern.compile("MEMtotal", Kind.BASIC, true, false, false).matcher("MemTotal").find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "[[:nothing:]]", "\\(a"})
    void saysWhatIsWrong(String pattern) {
        assertThatThrownBy(() -> GrepPattern.compile(pattern, Kind.BASIC, false, false, false)).isInstanceOf(PatternSyntaxException.class);
    }
}
