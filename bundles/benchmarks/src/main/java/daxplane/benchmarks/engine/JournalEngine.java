package daxplane.benchmarks.engine;

import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.Journals.CloseableJournal;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Path;
import java.util.List;

/** Ours. The record is a payload here: it is framed, hashed and chained on top of what the others do. */
final class JournalEngine implements Engine {

    private static final int ANY_TYPE = 3;

    private final CloseableJournal journal;
    private final Journal.Durability durability;

    JournalEngine(Path directory, Journal.Durability durability) throws Exception {
        this.journal = new FileJournals().write(directory.resolve("journal"));
        this.durability = durability;
    }

    @Override
    public void commit(byte[] record) throws Exception {
        journal.append(List.of(new Entry(ANY_TYPE, 1, false, record)), durability);
    }

    @Override
    public void close() {
        journal.close();
    }
}
