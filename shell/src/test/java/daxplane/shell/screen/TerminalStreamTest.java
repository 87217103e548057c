package daxplane.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Between every command and the terminal: letters and colours pass. */
class TerminalStreamTest {

    private static String through(byte[]... pieces) {
        var terminal = new ByteArrayOutputStream();
        var stream = TerminalStream.around(new PrintStream(terminal, true, StandardCharsets.UTF_8));
        for (var piece : pieces) {
            stream.write(piece, 0, piece.length);
        }
        return terminal.toString(StandardCharsets.UTF_8);
    }

    private static String through(String text) {
        return through(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void passesLettersNewlinesTabsAndOurColours() {
        var text = "\033[1mdax0.0\033[0m\tMüller 数据\n\033[31mrefused\033[0m\033[1;33mx\033[21m\033[39m";

        assertThat(through(text)).isEqualTo(text);
    }

    @Test
    void showsWhatElseATerminalWouldObey() {
        assertThat(through("a\033[2Jb")).isEqualTo("a\\u001b[2Jb");
        assertThat(through("a\033]0;title\007b")).isEqualTo("a\\u001b]0;title\\u0007b");
        assertThat(through("a\033[8mhidden")).isEqualTo("a\\u001b[8mhidden");
        assertThat(through("a\033[1;8mhidden")).isEqualTo("a\\u001b[1;8mhidden");
        assertThat(through("over\rwritten")).isEqualTo("over\\rwritten");
        assertThat(through("a\u009b2Jb\u202e")).isEqualTo("a\\u009b2Jb\\u202e");
        assertThat(through("a\033\033[1mb")).isEqualTo("a\\u001b\033[1mb");
    }

    @Test
    void putsCharactersAndColoursTogetherThatComeInPieces() {
        var bytes = "ü\033[31m数".getBytes(StandardCharsets.UTF_8);
        var pieces = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            pieces[i] = new byte[] {bytes[i]};
        }

        assertThat(through(pieces)).isEqualTo("ü\033[31m数");
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        assertThat(through(new byte[] {'a', (byte) 0xff, (byte) 0x9b, 'b'})).isEqualTo("a\ufffd\ufffdb");
    }

    @Test
    void tellsThatTheTerminalIsGone() {
        var stream = TerminalStream.around(new PrintStream(new OutputStream() {
            @Override
            public void write(int value) throws java.io.IOException {
                throw new java.io.IOException("No space left on device");
            }
        }, true, StandardCharsets.UTF_8));
        stream.println("x");

        assertThat(stream.checkError()).isTrue();
    }

    @Property
    void nothingElsePasses(@ForAll String text) {
        assertThat(through(text).replaceAll("\033\\[[0-9;]*m", "").codePoints()).allMatch(point -> point == '\n' || point == '\t' || Visible.isHarmless(point));
    }
}
