package daxplane.journal.disk;

import daxplane.journal.JournalContract;
import daxplane.journal.JournalException;
import daxplane.journal.Journals.CloseableJournal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WritableJournalTest extends JournalContract {

    @TempDir
    Path directory;

    @Override
    protected CloseableJournal empty() throws JournalException {
        return new FileJournals(() -> NOON).write(directory);
    }
}
