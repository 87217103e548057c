package daxplane.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as {@code BufferedReader} has them, none longer than one may be. */
class BoundedLinesTest {

    private static List<String> lines(String text, int longest) throws Exception {
        var lines = new ArrayList<String>();
        try (var reader = new BoundedLines(new StringReader(text), longest)) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "one\n", "one\ntwo", "one\r\ntwo\r\n", "\n\none\n", "a\n\nb"})
    void areThoseOfAnyReader(String text) throws Exception {
        assertThat(lines(text, 100)).isEqualTo(text.lines().toList());
    }

    @Test
    void mayEndAnywhereInABuffer() throws Exception {
        for (int length = (64 << 10) - 2; length < (64 << 10) + 3; length++) {
            var text = "x".repeat(length) + "\ny\n";
            assertThat(lines(text, 1 << 20)).isEqualTo(text.lines().toList());
        }
    }

    @Test
    void areAsLongAsTheyMayBeAndNoLonger() throws Exception {
        assertThat(lines("12345\n12345", 5)).containsExactly("12345", "12345");
        assertThatThrownBy(() -> lines("123456\n", 5)).isInstanceOf(BoundedLines.LineTooLong.class);
    }

    @Test
    void anEndlessOneIsGivenUp() {
        var endless = new Reader() {
            @Override
            public int read(char[] into, int offset, int length) {
                return length;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        assertThatThrownBy(() -> new BoundedLines(endless, 1 << 20).next()).isInstanceOf(BoundedLines.LineTooLong.class);
    }
}
