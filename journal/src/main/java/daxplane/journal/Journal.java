package daxplane.journal;

import daxplane.host.Errno;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** The journal of one state directory. Thread-safe. */
@ProviderType
public interface Journal {

    /** Longest entry, and longest unit of entries. A picture of a machine with a thousand devices has half a mebibyte. */
    int LARGEST_ENTRY_BYTES = 4 << 20;

    /** Most entries that are appended as one unit. */
    int MOST_TOGETHER = 256;

    /**
     * Appends one entry and returns when it is durable.
     *
     * <p>When the disk is nearly full, entries that begin work are refused (ENOSPC) while those that tell how running work
     * ends are still taken, for some hundred records.
     *
     * @throws JournalException ENOSPC: nothing was appended, nothing acknowledged before is lost, reading still works, and
     *     once there is room again so does appending. E2BIG: too large, nothing was appended. EIO: it was not acknowledged,
     *     and nobody knows whether it is durable; open the journal again. EROFS: opened for reading only
     */
    default JournalRecord append(Entry entry) throws JournalException {
        return append(List.of(entry)).getFirst();
    }

    /** As {@link #append(List, Durability)}, durable. */
    default List<JournalRecord> append(List<Entry> entries) throws JournalException {
        return append(entries, Durability.DURABLE);
    }

    /**
     * Appends several entries as one unit: after a crash all of them are there, or the first few.
     *
     * @param entries at most {@link #MOST_TOGETHER}
     */
    List<JournalRecord> append(List<Entry> entries, Durability durability) throws JournalException;

    /** What an append waits for. The order of records is the order of appends in any case. */
    enum Durability {

        /** Until the records, and everything before them, are on the medium: what somebody is going to rely on. */
        DURABLE,

        /**
         * For nothing: the records outlive the process at once, and a power failure from the next durable append on, or when
         * {@link #MOST_UNDER_WAY} records or {@link #LONGEST_UNDER_WAY_MILLIS} have gone by. After a power failure the first few of
         * them are there: never a later one without an earlier one.
         */
        ORDERED
    }

    /** Most records that may be lost by a power failure; appending one more waits for the medium. */
    int MOST_UNDER_WAY = 256;

    /** After so long a record that was only ordered is made durable, whatever else happens. */
    int LONGEST_UNDER_WAY_MILLIS = 50;

    /**
     * Revision of the last record that an append returned; 0 when there is none. Of a journal that is only read and damaged: of the last
     * good record, and {@link #read} tells about the damage.
     */
    long head();

    /** The record of a revision; empty when there is none yet, or can be none. EBADMSG: it may have been lost. */
    Optional<JournalRecord> record(long revision) throws JournalException;

    /**
     * Hands the records {@code [from, to]} over in order, until {@code sink} returns false. Each one is checked against its
     * hash and its predecessor before it is handed over.
     *
     * @throws JournalException EBADMSG: everything before the damage was handed over, and it comes at or before {@code to},
     *     or right behind it
     */
    void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException;

    /**
     * Revision of the last record that is not younger than a time; 0 when all are. Clocks may have gone back in between: no later
     * record is as old. Takes no longer in a long journal than in a short one.
     */
    default long lastBefore(Instant time) throws JournalException {
        var last = new long[1];
        read(1, Long.MAX_VALUE, record -> {
            last[0] = record.time().isAfter(time) ? last[0] : record.revision();
            return true;
        });
        return last[0];
    }

    /**
     * As {@link #read}, with each record as it is stored: 64 bytes of header, the payload, 32 bytes of hash (docs/JOURNAL.md). For
     * whoever proves or copies records without looking into them. The bytes must not be changed.
     *
     * @throws JournalException EOPNOTSUPP: this journal keeps no stored form; and what {@link #read} throws
     */
    default void stored(long from, long to, Predicate<byte[]> sink) throws JournalException {
        throw new JournalException(Errno.EOPNOTSUPP, "this journal keeps no stored records");
    }

    /**
     * What is wrong with the journal, as far as it was looked at for what was asked of it until now: whoever shows something
     * that was read from it shows this as well. Empty while it is as its writers left it.
     *
     * <p>Damage within records that nobody asked for is found by {@link #verify} alone.
     */
    default List<Finding> findings() {
        return List.of();
    }

    /**
     * @param good how many records come before what is wrong, and can be trusted as far as the chain goes
     * @param what what is wrong, where, and what to do; one sentence without its full stop
     */
    record Finding(long good, String what) {
    }

    /** Reads everything and checks every byte of it. Damage is a result, not an exception. */
    Verification verify() throws JournalException;

    /**
     * @param records  how many records the chain proves
     * @param headHash hash of the last of them, in hex
     * @param damage   first thing that is wrong, and where; empty when all is well
     */
    record Verification(long records, String headHash, Optional<String> damage) {
    }
}
