package daxplane.shell.verb;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Lines of a file that somebody gave us, one after the other; a file without line ends does not fill the memory. */
final class BoundedLines implements Closeable {

    private static final int BUFFER_CHARACTERS = 64 << 10;

    private final Reader reader;
    private final int longest;
    private final char[] buffer = new char[BUFFER_CHARACTERS];
    private int at;
    private int filled;

    /** @param longest characters that a line may have */
    BoundedLines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /**
     * Without its end; empty at the end of the file.
     *
     * @throws LineTooLong this line has more characters than one may have
     */
    Optional<String> next() throws IOException, LineTooLong {
        var line = new StringBuilder();
        while (true) {
            if (at == filled) {
                at = 0;
                filled = Math.max(0, reader.read(buffer));
                if (filled == 0) {
                    return line.isEmpty() ? Optional.empty() : Optional.of(ended(line));
                }
            }
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            if (line.length() + end - at > longest) {
                throw new LineTooLong();
            }
            line.append(buffer, at, end - at);
            at = Math.min(end + 1, filled);
            if (end < filled) {
                return Optional.of(ended(line));
            }
        }
    }

    private static String ended(StringBuilder line) {
        int last = line.length() - 1;
        return line.substring(0, last >= 0 && line.charAt(last) == '\r' ? last : last + 1);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** A line has more characters than one may have. */
    static final class LineTooLong extends Exception {

        private static final long serialVersionUID = 1;
    }
}
