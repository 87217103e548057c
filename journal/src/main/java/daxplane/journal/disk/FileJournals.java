package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.Journals;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
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
    public long restore(Path directory, StoredRecords source) throws JournalException {
        try {
            create(directory);
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new JournalException(Errno.EEXIST, "the directory %s is not empty; name one for the new journal".formatted(directory));
                }
            }
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot make the journal", directory, trouble);
        }
        try (var journal = (WritableJournal) write(directory)) {
            var verifier = new ChainVerifier(ChainVerifier.Proof.CONTENT, Long.MAX_VALUE, 0, Optional.of(Sha256.beforeTheFirst()));
            for (var bytes = source.next(); bytes.isPresent(); bytes = source.next()) {
                var record = StoredRecord.stored(bytes.get());
                Optional<String> flaw = verifier.flaw(record);
                if (flaw.isPresent()) {
                    throw new JournalException(Errno.EBADMSG, "record %d is not one of a whole journal: %s".formatted(verifier.passed() + 1, flaw.get()));
                }
                journal.takeOver(record);
                verifier.pass(record);
            }
            journal.flush();
            return journal.head();
        }
    }

    @Override
    public CloseableJournal read(Path directory) throws JournalException {
        return ReadableJournal.open(directory);
    }
}
