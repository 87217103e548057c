package daxplane.journal.format;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries that are appended together. */
public final class AppendBatch {

    private final List<Entry> entries;

    private AppendBatch(List<Entry> entries) {
        this.entries = entries;
    }

    /** @throws JournalException E2BIG: too many, or too long */
    public static AppendBatch of(List<Entry> entries) throws JournalException {
        if (entries.size() > Journal.MOST_TOGETHER) {
            throw new JournalException(Errno.E2BIG, "%d entries at once, and the journal takes %d together"
                    .formatted(entries.size(), Journal.MOST_TOGETHER));
        }
        long bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.payload().length;
            if (bytes > Journal.LARGEST_ENTRY_BYTES) {
                throw new JournalException(Errno.E2BIG, "what is appended has %d bytes or more, and the journal takes %d"
                        .formatted(bytes, Journal.LARGEST_ENTRY_BYTES));
            }
        }
        return new AppendBatch(List.copyOf(entries));
    }

    public int size() {
        return entries.size();
    }

    /** Whether one of them begins something. */
    public boolean beginsWork() {
        return entries.stream().anyMatch(Entry::beginsWork);
    }

    /** The end of a chain: revision and hash of its last record. */
    public record End(long revision, byte[] hash) {

        public static final End OF_NOTHING = new End(0, Sha256.beforeTheFirst());
    }

    /**
     * The unit's records behind the end of a chain. {@code sha256} is reset and used.
     *
     * @param underWay how many records before it are not known to be durable; with the unit's own at most
     *                 {@link StoredRecord#MOST_UNDER_WAY}
     */
    public Chained behind(End end, int underWay, Instant time, MessageDigest sha256) {
        var stored = new ArrayList<StoredRecord>(entries.size());
        long revision = end.revision();
        byte[] previous = end.hash();
        for (int place = 0; place < entries.size(); place++) {
            var record = StoredRecord.of(++revision, time, entries.get(place), underWay + place, previous, sha256);
            stored.add(record);
            previous = record.hash();
        }
        return new Chained(stored, new End(revision, previous));
    }

    /**
     * @param stored as bytes
     * @param end    of the chain behind them
     */
    public record Chained(List<StoredRecord> stored, End end) {

        /** The same as readers will get them. */
        public List<JournalRecord> records() {
            return stored.stream().map(StoredRecord::record).toList();
        }
    }
}
