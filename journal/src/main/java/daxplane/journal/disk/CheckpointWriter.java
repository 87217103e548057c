package daxplane.journal.disk;

import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps the file {@code head} of the one writer up to date. Not thread-safe. */
final class CheckpointWriter implements AutoCloseable {

    private final Path path;
    private final UninterruptibleFile file;
    private Checkpoint last;
    /** Whether a record became durable and the line about it could not be written. */
    private boolean due;

    /** @param last what stands in the file */
    CheckpointWriter(Path journal, Checkpoint last) throws IOException {
        this.path = journal.resolve(CheckpointFile.NAME);
        this.file = UninterruptibleFile.toWrite(path);
        this.last = last;
    }

    Checkpoint last() {
        return last;
    }

    /** Somebody is going to write to a segment, or is done with it; durable. */
    void state(Chain.Tip tip, Position tail, boolean inOrder) throws JournalException {
        try {
            put(tip, tail, inOrder);
            file.force(false);
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot write", path, trouble);
        }
    }

    /**
     * Everything up to {@code tip} is durable. The answer to the one who appended is yes whether or not this can be written
     * down; but nothing more is appended until it is.
     */
    void durable(Chain.Tip tip, Position tail) {
        try {
            put(tip, tail, false);
        } catch (IOException later) {
            due = true;
        }
    }

    /** Writes down what could not be written before. */
    void catchUp(Chain.Tip tip, Position tail) throws JournalException {
        if (due) {
            state(tip, tail, false);
        }
    }

    private void put(Chain.Tip tip, Position tail, boolean inOrder) throws IOException {
        var next = last.followedBy(tip.revision(), tip.hex(), tail, inOrder);
        CheckpointFile.put(file, next);
        last = next;
        due = false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
