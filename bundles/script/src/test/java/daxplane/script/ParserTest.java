package daxplane.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "# only a comment", "\n\n", "; ;"})
    void nothingIsAScriptOfNothing(String text) throws Exception {
        assertThat(Parser.parse(text)).isEqualTo(Parser.parse(""));
    }

    @Test
    void commentsEndWithTheLine() throws Exception {
        assertThat(Parser.parse("echo a # ; echo b\necho c#d '#e'")).isEqualTo(Parser.parse("echo a; echo c#d '#e'"));
    }

    @Test
    void aLineGoesOnAfterABackslash() throws Exception {
        assertThat(Parser.parse("echo a \\\n  b")).isEqualTo(Parser.parse("echo a b"));
    }

    @Test
    void windowsLineEndsAreLineEnds() throws Exception {
        assertThat(Parser.parse("echo a\r\necho b\r\n")).isEqualTo(Parser.parse("echo a\necho b\n"));
    }

    @Test
    void keywordsAreWordsElsewhere() throws Exception {
        assertThat(Parser.parse("echo for do done if")).isInstanceOf(Script.Simple.class);
        assertThat(Parser.parse("'for' x in a")).isInstanceOf(Script.Simple.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo 'a", "echo \"a", "echo `a", "echo $(a", "echo ${a", "for", "for x in a", "for x in a; do", "for x in a; do b",
            "for x in a; do b;", "while a", "if a; then b", "if a; then b; else", "{ a", "echo $((1", "echo ${a#b", "a &&", "a |", "a ||\n", "!", "echo \\", "for x in `a", "echo \"$(a"})
    void asksForMoreLines(String text) {
        var error = catchThrowableOfType(SyntaxException.class, () -> Parser.parse(text));
        assertThat(error).as(text).isNotNull();
        assertThat(error.incomplete()).as(text).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "a & b                       ~ '&' is not understood here: commands run one after the other",
        "(a)                         ~ ( ... ) is not understood here; only $( ... ) is",
        "a << b                      ~ unexpected '<'",
        "a <                         ~ a file is missing after <",
        "echo )                      ~ unexpected ')'",
        "| a                         ~ unexpected '|'",
        "a > ; b                     ~ unexpected ';'",
        "a >                         ~ a file is missing after >",
        "a >&3                       ~ >& is followed by 1 or 2",
        "case a in b) c;; esac       ~ 'case' is not understood here; there are for, while and if, &&, || and pipes",
        "while true; a; done         ~ expected 'do'",
        "if true; then a; done       ~ expected 'fi' at the end of the if",
        "if true; then fi            ~ expected commands",
        "{ }                         ~ expected commands before '}'",
        "for 1 in a; do b; done      ~ expected for NAME in WORDS; do ...; done",
        "for x of a; do b; done      ~ expected for NAME in WORDS; do ...; done",
        "for x in a; b; done         ~ expected 'do' after the words of the loop",
        "for x in a; do done         ~ expected commands before 'done'",
        "a; done                     ~ a keyword without its beginning: 'done'",
        "echo ${a:-b}                ~ only ${NAME} and ${NAME#PATTERN}, with # ## % %%, are understood between the braces",
    })
    void saysWhatItDoesNotUnderstand(String text, String message) {
        assertThatThrownBy(() -> Parser.parse(text)).isInstanceOf(SyntaxException.class).hasMessage(message)
                .extracting(error -> ((SyntaxException) error).incomplete()).isEqualTo(false);
    }

    @Test
    void namesTheLineInAFile() {
        assertThatThrownBy(() -> Parser.parse("echo a\necho b\n  case x\n", 1)).hasMessageStartingWith("line 3: ");
        assertThatThrownBy(() -> Parser.parse("echo (", 41)).hasMessageStartingWith("line 41: ");
    }

    @Test
    void refusesDeepNesting() {
        var text = "a";
        for (int i = 0; i <= Limits.DEEPEST; i++) {
            text = "$(" + text + ")";
        }
        var nested = "echo " + text;
        assertThatThrownBy(() -> Parser.parse(nested)).hasMessageContaining("nested deeper");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> Parser.parse("echo \0")).hasMessageContaining("zero byte");
        assertThatThrownBy(() -> Parser.parse("x".repeat(Limits.LONGEST_SCRIPT + 1))).hasMessageContaining("longer than");
    }

    /** Whatever is typed: a script, or one line that says why not; never anything else, and always soon. */
    @Property(tries = 3_000)
    void neverFailsInAnotherWay(@ForAll("nearlyScripts") String text) {
        try {
            assertThat(Parser.parse(text)).isNotNull();
        } catch (SyntaxException expected) {
            assertThat(expected.getMessage()).isNotBlank().doesNotContain("\n\n");
        }
    }

    @Provide
    Arbitrary<String> nearlyScripts() {
        return Arbitraries.of("for ", "x ", "in ", "do ", "done ", ";", "\n", "'", "\"", "`", "$(", ")", "${", "}", "$", "|", "||", "&&", "&", ">",
                "2>&1 ", "!", "! ", "\\", "#", "=", "a=b ", "*", "[", "/sys ", "echo ", " ", "<", "(")
                .list().ofMaxSize(14).map(parts -> String.join("", parts));
    }
}
