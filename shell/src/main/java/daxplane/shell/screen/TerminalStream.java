package daxplane.shell.screen;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What stands between every command and a terminal: letters, newlines, tabs and colours pass; everything else that a terminal
 * obeys is shown as {@link Visible} does it. So a file of the machine or a tool of somebody else can print what it likes.
 * Flushes what it gets at once.
 */
public final class TerminalStream extends OutputStream {

    private static final char ESCAPE = '\033';

    /** {@code ESC [ 1;31 m}: longer is no colour of ours. */
    private static final int LONGEST_COLOUR = 12;

    private final PrintStream terminal;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The bytes of a character that is not whole yet. */
    private ByteBuffer begun = ByteBuffer.allocate(0);
    /** The beginning of what may become a colour. */
    private final StringBuilder colour = new StringBuilder();

    private TerminalStream(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static PrintStream around(PrintStream terminal) {
        return new Printing(terminal);
    }

    /** Whether a person reads what is printed there: it is no pipe, no file, no substitution. */
    public static boolean isAround(PrintStream stream) {
        return stream instanceof Printing;
    }

    private static final class Printing extends PrintStream {

        private final PrintStream terminal;

        Printing(PrintStream terminal) {
            super(new TerminalStream(terminal), true, StandardCharsets.UTF_8);
            this.terminal = terminal;
        }

        /** Whether what was written did not get there, too. */
        @Override
        public boolean checkError() {
            return super.checkError() | terminal.checkError();
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var all = ByteBuffer.allocate(begun.remaining() + length).put(begun).put(bytes, offset, length).flip();
        var text = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, text, false);
        begun = all.slice();
        var out = new StringBuilder();
        text.flip().codePoints().forEach(point -> pass(point, out));
        terminal.print(out);
        terminal.flush();
    }

    private void pass(int point, StringBuilder out) {
        if (!colour.isEmpty()) {
            colour.appendCodePoint(point);
            if (isColour(colour)) {
                out.append(colour);
                colour.setLength(0);
            } else if (!mayBecomeColour(colour)) {
                var text = colour.toString();
                colour.setLength(0);
                Visible.escape(ESCAPE, out);
                text.substring(1).codePoints().forEach(each -> pass(each, out));
            }
        } else if (point == ESCAPE) {
            colour.append(ESCAPE);
        } else if (point == '\n' || point == '\t' || Visible.isHarmless(point)) {
            out.appendCodePoint(point);
        } else {
            Visible.escape(point, out);
        }
    }

    private static boolean mayBecomeColour(StringBuilder text) {
        return text.length() <= LONGEST_COLOUR && text.charAt(1) == '['
                && text.chars().skip(2).allMatch(character -> character >= '0' && character <= '9' || character == ';');
    }

    /** Weight, slant, line and the colours of letters; not what hides them. */
    private static boolean isColour(StringBuilder text) {
        return text.toString().matches("\033\\[(?:[0-4]|2[1-4]|3[1-69])?(?:;(?:[0-4]|2[1-4]|3[1-69]))*m");
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }
}
