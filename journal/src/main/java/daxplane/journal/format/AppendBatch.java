package daxplane.journal.format;

import daxplane.host.Errno;
import daxplane.journal.Event;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events that are appended together, encoded. */
public final class AppendBatch {

    private final List<Event> events;
    private final List<byte[]> payloads;

    private AppendBatch(List<Event> events, List<byte[]> payloads) {
        this.events = events;
        this.payloads = payloads;
    }

    /** @throws JournalException E2BIG: too many, or too long */
    public static AppendBatch of(List<Event> events) throws JournalException {
        if (events.size() > Journal.MOST_TOGETHER) {
            throw new JournalException(Errno.E2BIG, "%d events at once, and the journal takes %d together"
                    .formatted(events.size(), Journal.MOST_TOGETHER));
        }
        var payloads = new ArrayList<byte[]>(events.size());
        long bytes = 0;
        for (Event event : events) {
            byte[] payload = EventCodec.encode(event);
            payloads.add(payload);
            bytes += payload.length;
            if (bytes > Journal.LARGEST_EVENT_BYTES) {
                throw new JournalException(Errno.E2BIG, "%s brings what is appended to %d bytes, and the journal takes %d"
                        .formatted(EventType.of(event).word(), bytes, Journal.LARGEST_EVENT_BYTES));
            }
        }
        return new AppendBatch(List.copyOf(events), payloads);
    }

    public List<Event> events() {
        return events;
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
        var stored = new ArrayList<StoredRecord>(events.size());
        long revision = end.revision();
        byte[] previous = end.hash();
        for (int place = 0; place < events.size(); place++) {
            var record = StoredRecord.of(++revision, time, EventType.of(events.get(place)), underWay + place, previous, payloads.get(place), sha256);
            stored.add(record);
            previous = record.hash();
        }
        return new Chained(events, stored, new End(revision, previous));
    }

    /**
     * @param stored as bytes
     * @param end    of the chain behind them
     */
    public record Chained(List<Event> events, List<StoredRecord> stored, End end) {

        /** The same as readers will get them. */
        public List<JournalRecord> records() {
            var records = new ArrayList<JournalRecord>(events.size());
            for (int at = 0; at < events.size(); at++) {
                records.add(EventCodec.record(stored.get(at), EventType.of(events.get(at)), events.get(at)));
            }
            return List.copyOf(records);
        }
    }
}
