package daxplane.script;

/** Text with a place in it. */
final class Source {

    static final char END = '\0';

    private final String text;
    private final int firstLine;
    private int position;

    /** @param firstLine number of the line that the text begins in, for messages; 0: do not mention lines */
    Source(String text, int firstLine) throws SyntaxException {
        if (text.length() > Limits.LONGEST_SCRIPT) {
            throw new SyntaxException("a script of " + text.length() + " characters is longer than " + Limits.LONGEST_SCRIPT, false);
        }
        if (text.indexOf(END) >= 0) {
            throw new SyntaxException("a script is text; this has a zero byte in it", false);
        }
        this.text = text.replace("\r\n", "\n");
        this.firstLine = firstLine;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : END;
    }

    char next() {
        var character = peek();
        position++;
        return character;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    boolean take(String expected) {
        if (!text.startsWith(expected, position)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    int position() {
        return position;
    }

    void back(int to) {
        position = to;
    }

    SyntaxException wrong(String what) {
        return new SyntaxException(where(position) + what, false);
    }

    SyntaxException incomplete(String what) {
        return new SyntaxException(where(text.length()) + what, true);
    }

    private String where(int at) {
        if (firstLine == 0) {
            return "";
        }
        var line = firstLine + text.substring(0, Math.min(at, text.length())).chars().filter(character -> character == '\n').count();
        return "line " + line + ": ";
    }

    int line() {
        return firstLine;
    }
}
