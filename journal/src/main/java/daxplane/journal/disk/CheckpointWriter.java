package daxplane.journal.disk;

import daxplane.journal.JournalException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Keeps the file {@code head} of the one writer up to date. Thread-safe. */
final class CheckpointWriter implements AutoCloseable {

    private final Path path;
    private final UninterruptibleFile file;
    private final Arena arena = Arena.ofShared();
    /** Both lines. They have had their block since the file was made, so a store finds room on a full disk as well. */
    private final MemorySegment lines;
    private Checkpoint last;
    /** Whether the last line could not be written yet. */
    private boolean due;

    /** @param last what stands in the file */
    CheckpointWriter(Path journal, Checkpoint last) throws IOException {
        this.path = journal.resolve(CheckpointFile.NAME);
        this.file = UninterruptibleFile.toWrite(path);
        this.last = last;
        try {
            this.lines = file.map(2L * Checkpoint.LINE_BYTES, arena);
        } catch (IOException | RuntimeException | Error failed) {
            arena.close();
            file.close();
            throw failed;
        }
    }

    synchronized Checkpoint last() {
        return last;
    }

    /** Somebody is going to write to a segment, or is done with it; durable. */
    synchronized void state(Chain.Tip tip, Position tail, boolean inOrder) throws JournalException {
        last = last.followedBy(tip.revision(), tip.hex(), tail, inOrder);
        due = true;
        try {
            put();
            file.force(false);
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot write", path, trouble);
        }
    }

    /**
     * Everything up to {@code tip} is durable. The answer to the one who appended is yes whether or not this can be written
     * down; but nothing more is appended until it is.
     */
    synchronized void durable(Chain.Tip tip, Position tail) {
        last = last.followedBy(tip.revision(), tip.hex(), tail, false);
        due = true;
        try {
            put();
        } catch (IOException later) {
            // it stays due
        }
    }

    /** Writes down what could not be written before. */
    synchronized void catchUp() throws JournalException {
        try {
            if (due) {
                put();
            }
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot write", path, trouble);
        }
    }

    /** A system call for each append would cost as much as everything else of it but the flush. */
    private void put() throws IOException {
        try {
            MemorySegment.copy(last.line(), 0, lines, ValueLayout.JAVA_BYTE, last.serial() % 2 * Checkpoint.LINE_BYTES, Checkpoint.LINE_BYTES);
            due = false;
        } catch (InternalError fault) {
            // SIGBUS: the page could not be had, on a file system that copies on write or that is gone
            throw new IOException(fault.getMessage(), fault);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        arena.close();
        file.close();
    }
}
