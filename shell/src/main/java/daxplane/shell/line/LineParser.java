package daxplane.shell.line;

import daxplane.host.Quoting;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;

/** Tells the editor whether a line is complete, and which word the cursor is in. */
final class LineParser implements Parser {

    private final Reader reader;

    LineParser(Reader reader) {
        this.reader = reader;
    }

    @Override
    public Parsed parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && reader.incomplete(line)) {
            throw new EOFError(-1, cursor, "incomplete");
        }
        return new Parsed(line, cursor, CompletionPoint.of(line.substring(0, Math.min(cursor, line.length()))));
    }

    /** The line as the editor needs it for completion: a word ends where the cursor is. */
    record Parsed(String line, int cursor, CompletionPoint point) implements CompletingParsedLine {

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            var text = candidate.toString();
            return text.isEmpty() ? text : Quoting.word(text);
        }

        @Override
        public int rawWordCursor() {
            return Math.max(0, cursor - point.start());
        }

        @Override
        public int rawWordLength() {
            return rawWordCursor();
        }

        @Override
        public String word() {
            return point.word();
        }

        @Override
        public int wordCursor() {
            return point.word().length();
        }

        @Override
        public int wordIndex() {
            return point.words().size() - 1;
        }

        @Override
        public List<String> words() {
            return point.words();
        }
    }
}
