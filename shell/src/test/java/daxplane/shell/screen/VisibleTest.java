package daxplane.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of others cannot move the cursor, ring, turn the line around, or look like a line of ours. */
class VisibleTest {

    private static final Screen SCREEN = new Screen(80, true, Format.TABLE);

    @ParameterizedTest
    @CsvSource(textBlock = """
            27,     \\u001b
            7,      \\u0007
            13,     \\r
            10,     \\n
            9,      \\t
            127,    \\u007f
            155,    \\u009b
            133,    \\u0085
            8238,   \\u202e
            8295,   \\u2067
            8206,   \\u200e
            8232,   \\u2028
            65279,  \\ufeff
            917505, \\udb40\\udc01
            55296,  \\ud800
            """)
    void showsWhatATerminalWouldObey(int point, String shown) {
        assertThat(Visible.line("a" + Character.toString(point) + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void leavesLettersOfAllLanguagesAlone() {
        for (var text : List.of("Müller", "数据库", "данные", "🐘 db", "مخزن", "e\u0301")) {
            assertThat(Visible.line(text)).isEqualTo(text);
        }
    }

    /** An audit line that a reason brings along is no line. */
    @Test
    void aTableHasNoLinesButItsOwn() {
        var table = new Table(List.of(Column.number("revision", "REV"), Column.wrapped("reason"))).row(7, "more\n8    approved by\033[2K\rroot\u202e");

        assertThat(printed(table, SCREEN.with(Format.TABLE)).lines()).hasSize(2);
        assertThat(printed(table, new Screen(80, false, Format.TABLE))).isEqualTo("REV  REASON\n  7  more\\n8    approved by\\u001b[2K\\rroot\\u202e\n");
    }

    @Test
    void propertiesAndMessagesHaveNoLinesButTheirOwn() {
        assertThat(printed(new Properties("x\ny").with("name", "a\rb").with("several", List.of("1\n2", "3")), new Screen(80, false, Format.TABLE)))
                .isEqualTo("x\\ny\n  name     a\\rb\n  several  1\\n2\n           3\n");
        assertThat(printed(new Message(Map.of(), "x\033[1my"), new Screen(80, false, Format.TABLE))).isEqualTo("x\\u001b[1my\n");
    }

    /** Whatever is in it, a document in JSON stays one, says the same, and holds nothing that a terminal obeys. */
    @Property
    void jsonStaysJson(@ForAll String text) throws Exception {
        var whole = text.chars().anyMatch(unit -> Character.isSurrogate((char) unit)) ? text.codePoints().filter(point -> Character.getType(point)
                != Character.SURROGATE).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString() : text;
        var json = printed(new Table(List.of(Column.text("name"))).row(whole), SCREEN.with(Format.JSONL));

        assertThat(json.strip().codePoints()).allMatch(Visible::isHarmless);
        try (var parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != JsonToken.VALUE_STRING) {
                // up to the value
            }
            assertThat(parser.getText()).isEqualTo(whole);
        }
    }

    @Test
    void columnsStandBelowEachOtherWhateverTheAlphabet() {
        var table = new Table(List.of(Column.text("name"), Column.text("mode"))).row("数据", "raw").row("e\u0301", "raw").row("abcd", "raw");

        assertThat(printed(table, new Screen(80, false, Format.TABLE))).isEqualTo("NAME  MODE\n数据  raw\ne\u0301     raw\nabcd  raw\n");
    }

    private static String printed(View view, Screen screen) {
        var bytes = new ByteArrayOutputStream();
        view.print(screen, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
