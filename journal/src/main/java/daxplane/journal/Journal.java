package daxplane.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of one state directory. Thread-safe. */
public interface Journal {

    /**
     * Appends one event and returns when it is durable.
     *
     * @throws JournalException ENOSPC, EIO, EROFS: nothing was appended, nothing acknowledged before is lost, and reading
     *     still works. EBADMSG: the journal is damaged and takes nothing more
     */
    JournalRecord append(Event event) throws JournalException;

    /** Appends several events as one durable unit: one flush, and after a crash all or a prefix of them. */
    List<JournalRecord> append(List<Event> events) throws JournalException;

    /** Number of the last record; 0 when there is none. */
    long head();

    Optional<JournalRecord> record(long revision) throws JournalException;

    /** Hands the records {@code [from, to]} over in order, until {@code sink} returns false. */
    void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException;

    /** Reads everything and checks the chain. */
    Verification verify() throws JournalException;

    /**
     * @param records  how many records the chain proves
     * @param headHash hash of the last of them, in hex
     * @param damage   first thing that is wrong, and where; empty when all is well
     */
    record Verification(long records, String headHash, Optional<String> damage) {
    }
}
