package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.HistoryEntry;
import daxplane.events.StoredEvent;
import daxplane.journal.JournalException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The records behind an answer, for programs: people read the sentences. */
final class StoredRecords {

    /** Records that are read on the way rather than sought: the journal notes where every 1024th begins, so half of that is passed anyway. */
    private static final long WORTH_PASSING = 512;

    private StoredRecords() {
    }

    /** Of entries that tell no fact; none when people read the answer. */
    static Map<Long, StoredEvent> of(Context context, List<HistoryEntry> entries) throws ControlException, JournalException {
        if (context.forPeople()) {
            return Map.of();
        }
        return read(context, new TreeSet<>(entries.stream().filter(entry -> entry.facts().isEmpty()).map(HistoryEntry::revision).toList()));
    }

    static Map<Long, StoredEvent> read(Context context, TreeSet<Long> revisions) throws ControlException, JournalException {
        var journal = context.session().control().journal();
        var records = new TreeMap<Long, StoredEvent>();
        for (Long next = revisions.isEmpty() ? null : revisions.first(); next != null; next = revisions.higher(next)) {
            long last = next;
            while (revisions.higher(last) != null && revisions.higher(last) - last <= WORTH_PASSING) {
                last = revisions.higher(last);
            }
            journal.readStored(next, last, record -> {
                if (revisions.contains(record.stored().revision())) {
                    records.put(record.stored().revision(), record);
                }
                return true;
            });
            next = last;
        }
        return records;
    }
}
