package daxplane.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of one state directory. Thread-safe. */
public interface Journal {

    /** Longest event, and longest unit of events, as JSON. A picture of a machine with a thousand devices has half a mebibyte. */
    int LARGEST_EVENT_BYTES = 4 << 20;

    /** Most events that are appended as one unit. */
    int MOST_TOGETHER = 256;

    /**
     * Appends one event and returns when it is durable.
     *
     * <p>When the disk is nearly full, events that begin work are refused (ENOSPC) while those that tell how running work
     * ends are still taken, for some hundred records.
     *
     * @throws JournalException ENOSPC: nothing was appended, nothing acknowledged before is lost, reading still works, and
     *     once there is room again so does appending. E2BIG: too large, nothing was appended. EIO: it was not acknowledged,
     *     and nobody knows whether it is durable; open the journal again. EROFS: opened for reading only
     */
    JournalRecord append(Event event) throws JournalException;

    /**
     * Appends several events as one durable unit: one flush, and after a crash all or a prefix of them.
     *
     * @param events at most {@link #MOST_TOGETHER}
     */
    List<JournalRecord> append(List<Event> events) throws JournalException;

    /**
     * Revision of the last durable record; 0 when there is none. Of a journal that is only read and damaged: of the last
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
     *     or right behind it. EOPNOTSUPP: a record that a newer version of this program wrote
     */
    void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException;

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
