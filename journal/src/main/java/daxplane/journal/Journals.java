package daxplane.journal;

import java.nio.file.Path;

/** Opens journals. One process at a time writes to a directory; readers are welcome. */
public interface Journals {

    /** Opens for reading and writing, creating what is missing. EBUSY: another process writes, the message names it. */
    CloseableJournal write(Path directory) throws JournalException;

    /** Opens for reading only, without any lock. ENOENT: there is no journal yet. */
    CloseableJournal read(Path directory) throws JournalException;

    /** A journal that its opener closes. */
    interface CloseableJournal extends Journal, AutoCloseable {
        @Override
        void close();
    }
}
