package daxplane.journal.memory;

import daxplane.host.Errno;
import daxplane.journal.Event;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A journal that forgets everything with the process. Thread-safe; holds at most {@link #MOST_RECORDS}. */
public final class MemoryJournal implements Journals.CloseableJournal {

    /** A test that writes more than this runs away. */
    public static final int MOST_RECORDS = 1_000_000;

    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    private final InstantSource clock;
    /** Guarded by this. */
    private final List<JournalRecord> records = new ArrayList<>();

    public MemoryJournal() {
        this(InstantSource.system());
    }

    public MemoryJournal(InstantSource clock) {
        this.clock = clock;
    }

    /** Everything appended so far, in order. */
    public synchronized List<JournalRecord> records() {
        return List.copyOf(records);
    }

    /** The events alone, in order. */
    public List<Event> events() {
        return records().stream().map(JournalRecord::event).toList();
    }

    @Override
    public JournalRecord append(Event event) throws JournalException {
        return append(List.of(event)).getFirst();
    }

    @Override
    public synchronized List<JournalRecord> append(List<Event> events) throws JournalException {
        if (records.size() + events.size() > MOST_RECORDS) {
            throw new JournalException(Errno.ENOSPC, "the journal in memory holds at most " + MOST_RECORDS + " records");
        }
        int before = records.size();
        for (Event event : events) {
            records.add(chained(event));
        }
        return List.copyOf(records.subList(before, records.size()));
    }

    private JournalRecord chained(Event event) {
        long revision = records.size() + 1L;
        String previous = records.isEmpty() ? BEFORE_THE_FIRST : records.getLast().hash();
        String type = event.getClass().getSimpleName();
        var time = clock.instant();
        return new JournalRecord(revision, time, type, 1, previous, hash(revision + "|" + time + "|" + type + "|" + previous + "|" + event), event);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public synchronized long head() {
        return records.size();
    }

    @Override
    public synchronized Optional<JournalRecord> record(long revision) {
        return revision >= 1 && revision <= records.size() ? Optional.of(records.get((int) revision - 1)) : Optional.empty();
    }

    @Override
    public void read(long from, long to, Predicate<JournalRecord> sink) {
        for (JournalRecord record : records()) {
            if (record.revision() >= from && record.revision() <= to && !sink.test(record)) {
                return;
            }
        }
    }

    @Override
    public synchronized Verification verify() {
        return new Verification(records.size(), records.isEmpty() ? BEFORE_THE_FIRST : records.getLast().hash(), Optional.empty());
    }

    @Override
    public void close() {
        // nothing is held
    }
}
