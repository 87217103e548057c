package daxplane.journal.disk;

import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps the file {@code head} of the one writer up to date. Thread-safe. */
final class CheckpointWriter implements AutoCloseable {

    private final Path path;
    private final UninterruptibleFile file;
    private Checkpoint last;
    /** Whether the last line could not be written yet. */
    private boolean due;

    /** @param last what stands in the file */
    CheckpointWriter(Path journal, Checkpoint last) throws IOException {
        this.path = journal.resolve(CheckpointFile.NAME);
        this.file = UninterruptibleFile.toWrite(path);
        this.last = last;
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

    private void put() throws IOException {
        CheckpointFile.put(file, last);
        due = false;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
