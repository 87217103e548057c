package daxplane.shell.verb;

import daxplane.events.EventLog;
import daxplane.evidence.Entries;
import daxplane.evidence.EvidenceException;
import daxplane.journal.JournalException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The records of a journal as entries of a log: of each the 64 bytes of its header and the 32 of its hash, which stand for all of it.
 * So every entry has the same size, and the payload of one can be withheld without a hole in the proof of the others.
 */
final class RecordEntries implements Entries {

    private static final int HEADER_BYTES = 64;
    private static final int HASH_BYTES = 32;

    private final EventLog journal;

    RecordEntries(EventLog journal) {
        this.journal = journal;
    }

    @Override
    public long size() {
        return journal.head();
    }

    @Override
    public void read(long from, long to, Predicate<byte[]> sink) throws EvidenceException {
        if (to <= from) {
            return;
        }
        try {
            journal.stored(from + 1, to, record -> sink.test(entry(record)));
        } catch (JournalException damaged) {
            throw new EvidenceException(damaged.what(), damaged);
        }
    }

    static byte[] entry(byte[] record) {
        byte[] entry = Arrays.copyOf(record, HEADER_BYTES + HASH_BYTES);
        System.arraycopy(record, record.length - HASH_BYTES, entry, HEADER_BYTES, HASH_BYTES);
        return entry;
    }
}
