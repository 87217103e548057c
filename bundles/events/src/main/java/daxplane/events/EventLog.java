package daxplane.events;

import daxplane.events.format.EventCodec;
import daxplane.events.ledger.Snapshots;
import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A journal of events: the same journal, its bytes read and written as {@link Event}. Thread-safe as the journal is. */
public final class EventLog implements AutoCloseable {

    private final Journals.CloseableJournal journal;
    private final Snapshots snapshots;

    /** Without snapshots. @param journal closed with this */
    public EventLog(Journals.CloseableJournal journal) {
        this(journal, Snapshots.none());
    }

    /** @param journal closed with this */
    public EventLog(Journals.CloseableJournal journal, Snapshots snapshots) {
        this.journal = journal;
        this.snapshots = snapshots;
    }

    /** What was made of its records up to some of them. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** As {@link Journal#append(daxplane.journal.Entry)}. */
    public EventRecord append(Event event) throws JournalException {
        return append(List.of(event)).getFirst();
    }

    /** One durable unit, as {@link Journal#append(List)}. */
    public List<EventRecord> append(List<Event> events) throws JournalException {
        return append(events, Journal.Durability.DURABLE);
    }

    /** One unit, as {@link Journal#append(List, Journal.Durability)}. */
    public List<EventRecord> append(List<Event> events, Journal.Durability durability) throws JournalException {
        var entries = new ArrayList<Entry>(events.size());
        for (Event event : events) {
            entries.add(EventCodec.entry(event));
        }
        var stored = journal.append(entries, durability);
        var records = new ArrayList<EventRecord>(stored.size());
        for (int at = 0; at < stored.size(); at++) {
            records.add(EventCodec.record(stored.get(at), events.get(at)));
        }
        return List.copyOf(records);
    }

    public long head() {
        return journal.head();
    }

    /** @throws JournalException EOPNOTSUPP: a newer version of this program wrote it; and what {@link Journal#record} throws */
    public Optional<EventRecord> record(long revision) throws JournalException {
        var found = journal.record(revision);
        return found.isEmpty() ? Optional.empty() : Optional.of(EventCodec.decode(found.get()));
    }

    /**
     * As {@link Journal#read}.
     *
     * @throws JournalException EOPNOTSUPP, EBADMSG: what comes before a record that cannot be understood was handed over
     */
    public void read(long from, long to, Predicate<EventRecord> sink) throws JournalException {
        var decoding = new Decoding(sink);
        journal.read(from, to, decoding);
        if (decoding.unreadable.isPresent()) {
            throw decoding.unreadable.get();
        }
    }

    /** As {@link #read}, and also what this version cannot understand. */
    public void readStored(long from, long to, Predicate<StoredEvent> sink) throws JournalException {
        journal.read(from, to, record -> sink.test(StoredEvent.of(record)));
    }

    /** As {@link #record}, also when this version cannot understand it. */
    public Optional<StoredEvent> storedRecord(long revision) throws JournalException {
        return journal.record(revision).map(StoredEvent::of);
    }

    /** Stops at the first record that cannot be understood, and keeps the reason. */
    private static final class Decoding implements Predicate<JournalRecord> {

        private final Predicate<EventRecord> sink;
        private Optional<JournalException> unreadable = Optional.empty();

        Decoding(Predicate<EventRecord> sink) {
            this.sink = sink;
        }

        @Override
        public boolean test(JournalRecord record) {
            try {
                return sink.test(EventCodec.decode(record));
            } catch (JournalException reason) {
                unreadable = Optional.of(reason);
                return false;
            }
        }
    }

    /** As {@link Journal#lastBefore}. */
    public long lastBefore(Instant time) throws JournalException {
        return journal.lastBefore(time);
    }

    /** As {@link Journal#stored}: for whoever proves or copies records without looking into them. */
    public void stored(long from, long to, Predicate<byte[]> sink) throws JournalException {
        journal.stored(from, to, sink);
    }

    /** As {@link Journal#findings}. */
    public List<Journal.Finding> findings() {
        return journal.findings();
    }

    /** Reads everything and checks every byte of it; of what the bytes mean it asks nothing. */
    public Journal.Verification verify() throws JournalException {
        return journal.verify();
    }

    /** Gets ready to append, in the background, as {@link Journals.CloseableJournal#prepare}. */
    public void prepare() {
        journal.prepare();
        Thread.ofPlatform().daemon().name("events-prepare").start(WarmUp::play);
    }

    @Override
    public void close() {
        journal.close();
    }
}
