package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.Excerpt;
import daxplane.control.HistoryEntry;
import daxplane.control.ledger.History;
import daxplane.events.EventLog;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.Aspect;
import daxplane.events.ledger.LastTold;
import daxplane.events.ledger.MachineLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Histories of objects, from the latest records backwards as far as they are asked for. A snapshot tells for each object which records before it
 * may tell of it last; so the records from the snapshot before those are read, and whatever lies between is passed by.
 */
final class HistorySearch {

    private static final List<Aspect> OF_ITS_STATE = List.of(Aspect.DRIVER, Aspect.BLOCKS, Aspect.SELF);

    /** Where there is something to be found before what was read. */
    @FunctionalInterface
    private interface Wish {

        /** @return a revision, 0: enough was found. @param told by whom something is told last before that */
        long next(Map<ObjectId, History> found, Map<ObjectId, LastTold> told);
    }

    private final EventLog journal;
    private final Set<ObjectId> keys;
    private final long to;

    /** @param to last record that counts */
    HistorySearch(EventLog journal, Set<ObjectId> keys, long to) {
        this.journal = journal;
        this.keys = keys;
        this.to = to;
    }

    /** What made each of them what it is. */
    Map<ObjectId, History> causes() throws ControlException {
        return backwards(to, HistorySearch::unexplained);
    }

    private static long unexplained(Map<ObjectId, History> found, Map<ObjectId, LastTold> told) {
        long next = 0;
        for (var history : found.entrySet()) {
            for (Aspect aspect : OF_ITS_STATE) {
                next = history.getValue().tells(aspect) ? next : Math.max(next, told.get(history.getKey()).of(aspect));
            }
        }
        return next;
    }

    /** The last entries that are wanted are among them, and none of those is missing; there may be more. */
    Map<ObjectId, History> excerpt(Excerpt wanted) throws ControlException {
        long last = Math.min(to, wanted.to());
        if (wanted.most() == Integer.MAX_VALUE) {
            var past = wanted.from() <= 1 ? new MachineLedger() : journal.snapshots().before(journal, Math.min(wanted.from() - 1, last));
            return read(past, last);
        }
        return backwards(last, (found, told) -> {
            if (found.values().stream().flatMap(history -> history.told().stream()).filter(wanted::contains).distinct().limit(wanted.most()).count() == wanted.most()) {
                return 0;
            }
            long next = told.values().stream().mapToLong(LastTold::ofAny).max().orElse(0);
            return next < wanted.from() ? 0 : next;
        });
    }

    private Map<ObjectId, History> backwards(long from, Wish wish) throws ControlException {
        Map<ObjectId, History> found = new LinkedHashMap<>();
        keys.forEach(key -> found.put(key, new History(key, new MachineLedger())));
        long last = from;
        var past = journal.snapshots().before(journal, last);
        while (last > 0) {
            Map<ObjectId, LastTold> told = new LinkedHashMap<>();
            for (ObjectId key : keys) {
                told.put(key, past.lastTold(key));
            }
            read(past, last).forEach((key, earlier) -> found.get(key).precede(earlier));
            last = wish.next(found, told);
            past = last == 0 ? past : journal.snapshots().before(journal, last - 1);
        }
        return found;
    }

    private Map<ObjectId, History> read(MachineLedger past, long last) throws ControlException {
        Map<ObjectId, History> histories = new LinkedHashMap<>();
        keys.forEach(key -> histories.put(key, new History(key, past)));
        if (!keys.isEmpty()) {
            Replay.follow(journal, past, last, (record, before) -> histories.values().forEach(history -> history.record(record, before)));
        }
        return histories;
    }

    /** Entries of several histories that are wanted, each once. */
    static List<HistoryEntry> chosen(List<HistoryEntry> entries, Excerpt wanted) {
        var passing = entries.stream().filter(wanted::contains).toList();
        return passing.subList(Math.max(0, passing.size() - wanted.most()), passing.size());
    }
}
