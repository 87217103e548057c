package daxplane.journal;

import daxplane.host.Errno;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Opens journals. One process at a time writes to a directory; readers are welcome. */
@ProviderType
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

    /**
     * Makes a new journal of records that another one {@link Journal#stored stored}: equal to it, with the same hashes.
     *
     * @param directory that does not exist yet, or is empty
     * @return the revision of the last record
     * @throws JournalException EEXIST: something is there. EBADMSG: a record does not follow the one before it, or is not what was
     *     hashed; what came before it was written
     */
    default long restore(Path directory, StoredRecords source) throws JournalException {
        throw new JournalException(Errno.EOPNOTSUPP, "these journals cannot be restored");
    }

    /** Records in their order. */
    @FunctionalInterface
    interface StoredRecords {

        /** The next one; empty at the end. */
        Optional<byte[]> next() throws JournalException;
    }

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
