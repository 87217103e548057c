package daxplane.shell.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The standard output where it is no terminal: a pipe or a file, which can be gone or full. What could not be written is remembered. */
public final class StandardOutput extends OutputStream {

    private static final String CLOSED_PIPE = "Broken pipe";
    /** As a shell tells it: 128 and the number of the signal. */
    private static final int PIPE_STATUS = 141;
    private static final int FAILED = 1;

    private final OutputStream file;
    private final Runnable onFailure;
    private Optional<IOException> failure = Optional.empty();

    StandardOutput(OutputStream file, Runnable onFailure) {
        this.file = file;
        this.onFailure = onFailure;
    }

    /** @param onFailure run once, when nobody takes the output any more: what runs had better end */
    public static StandardOutput ofProcess(Runnable onFailure) {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), onFailure);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            file.write(bytes, offset, length);
        } catch (IOException unwritten) {
            if (failure.isEmpty()) {
                failure = Optional.of(unwritten);
                onFailure.run();
            }
            throw unwritten;
        }
    }

    /** What is to be said at the end; empty when everything was written, or whoever read had enough. */
    public Optional<String> complaint() {
        return failure.map(IOException::getMessage).filter(reason -> !CLOSED_PIPE.equals(reason)).map(reason -> "the output cannot be written: " + reason);
    }

    /** @param otherwise status when everything was written */
    public int status(int otherwise) {
        return failure.isEmpty() ? otherwise : complaint().isPresent() ? FAILED : PIPE_STATUS;
    }
}
