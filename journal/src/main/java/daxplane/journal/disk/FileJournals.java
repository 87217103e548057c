package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.Journals;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Journals in directories. */
@Component
public final class FileJournals implements Journals {

    private final InstantSource clock;

    @Activate
    public FileJournals() {
        this(InstantSource.system());
    }

    public FileJournals(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CloseableJournal write(Path directory) throws JournalException {
        try {
            create(directory);
            WriterLock lock = WriterLock.take(directory);
            try {
                requireHead(directory);
                return WritableJournal.open(directory, clock, lock);
            } catch (IOException | JournalException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot open the journal", directory, trouble);
        }
    }

    private static void create(Path directory) throws IOException, JournalException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException file) {
            throw new JournalException(Errno.ENOTDIR, "cannot open the journal " + directory + ": it is not a directory", file);
        }
    }

    /** A journal that lost its head is not begun anew: opening it says so. */
    private static void requireHead(Path directory) throws IOException {
        if (!CheckpointFile.exists(directory) && Segment.numbers(directory).isEmpty()) {
            CheckpointFile.create(directory);
        }
    }

    @Override
    public CloseableJournal read(Path directory) throws JournalException {
        return ReadableJournal.open(directory);
    }
}
