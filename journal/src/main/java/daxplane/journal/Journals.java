package daxplane.journal;

import java.nio.file.Path;

/** Opens journals. One process at a time writes to a directory; readers are welcome. */
public interface Journals {

    /**
     * Opens for reading and writing, creating what is missing.
     *
     * @throws JournalException EBUSY: another process writes, the message names it. EBADMSG: the journal is damaged, the
     *     message says where; it can still be opened for reading. EACCES, EROFS, ENOSPC, ENOTDIR
     */
    CloseableJournal write(Path directory) throws JournalException;

    /**
     * Opens for reading only, without any lock; what a writer adds is seen. A damaged journal can be opened, also one that lost
     * its head: what comes before the damage is handed out, whoever reads on is told, and {@link Journal#findings} tells everybody.
     *
     * @throws JournalException ENOENT: there is no journal yet. EACCES, ENOTDIR
     */
    CloseableJournal read(Path directory) throws JournalException;

    /** A journal that its opener closes. */
    interface CloseableJournal extends Journal, AutoCloseable {

        /**
         * Gets ready to append, in the background: the first append of a process is some hundred milliseconds faster. For a
         * console that shows its prompt now, or for a command that is going to append. Changes no record.
         */
        default void prepare() {
            // nothing that would take time
        }

        @Override
        void close();
    }
}
