package daxplane.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The log: everything that the framework and libraries print, a line at a time with its time and process id.
 *
 * <p>Nothing is created before the first line. A line that cannot be written is dropped: a full disk must not stop the
 * program from saying so itself. Lines that tell of errors are kept in memory for the message about a failed start.
 */
final class LogFile extends OutputStream {

    /** Beyond this the file is moved to {@code NAME.1} at the next start. */
    static final long LONGEST_BYTES = 1 << 20;

    /** A longer line is cut. */
    static final int LONGEST_LINE_BYTES = 16 << 10;

    /** How many errors are remembered. */
    static final int ERRORS_KEPT = 20;

    private final Path file;
    private final long processId = ProcessHandle.current().pid();
    private final Deque<String> errors = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean opened;

    LogFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** The last lines that told of an error, oldest first. */
    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public synchronized void write(int character) {
        if (character == '\n') {
            endLine();
        } else if (line.size() < LONGEST_LINE_BYTES) {
            line.write(character);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void endLine() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.startsWith("ERROR")) {
            errors.addLast(text);
            if (errors.size() > ERRORS_KEPT) {
                errors.removeFirst();
            }
        }
        try {
            open();
            var stamped = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + processId + " " + text + "\n";
            Files.writeString(file, stamped, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException dropped) {
            opened = true;
        }
    }

    private void open() throws IOException {
        if (opened) {
            return;
        }
        Files.createDirectories(file.getParent());
        if (Files.exists(file) && Files.size(file) > LONGEST_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        opened = true;
    }
}
