package daxplane.shell;

import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.journal.JournalException;
import daxplane.shell.screen.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What other processes wrote into the journal while nobody typed anything here: told with the next line that is entered, an empty one
 * too, so that nobody acts on a machine that is not any more what the screen shows.
 *
 * <pre>
 *   meanwhile: assign dax0.0 system-ram (op-5, completed) by alice
 * </pre>
 */
final class Meanwhile {

    /** More would push what was typed off a small screen. */
    private static final int MOST_LINES = 3;
    /** Of which each is looked at; behind them there are only numbers. */
    private static final int MOST_RECORDS = 1_000;

    private long seen;

    /** Whatever is there by now is known. */
    void know(EventLog journal) {
        seen = journal.head();
    }

    /** Lines about what is new since {@link #know}; nothing when nothing is. */
    List<String> news(EventLog journal) throws JournalException {
        long head = journal.head();
        if (head <= seen) {
            return List.of();
        }
        List<EventRecord> records = new ArrayList<>();
        journal.read(seen + 1, head, record -> {
            records.add(record);
            return records.size() < MOST_RECORDS;
        });
        return lines(records, head - seen);
    }

    /** @param count of records; some may not be among {@code records} */
    static List<String> lines(List<EventRecord> records, long count) {
        Map<String, Event.OperationIntended> operations = new LinkedHashMap<>();
        Map<String, Event.Outcome> ends = new LinkedHashMap<>();
        for (EventRecord record : records) {
            if (record.event() instanceof Event.OperationIntended begun) {
                operations.put(begun.operation(), begun);
            } else if (record.event() instanceof Event.OperationEnded ended) {
                ends.put(ended.operation(), ended.outcome());
            }
        }
        if (operations.isEmpty()) {
            return List.of("meanwhile: " + count + (count == 1 ? " record was" : " records were") + " written; 'journal tail' shows what");
        }
        List<String> lines = new ArrayList<>(operations.values().stream().limit(MOST_LINES).map(begun -> line(begun, Optional.ofNullable(ends.get(begun.operation())))).toList());
        if (operations.size() > MOST_LINES) {
            lines.add("meanwhile: " + (operations.size() - MOST_LINES) + " more; 'operations' shows them");
        }
        return lines;
    }

    private static String line(Event.OperationIntended begun, Optional<Event.Outcome> ended) {
        String how = ended.map(outcome -> outcome.name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse("under way");
        return "meanwhile: " + Visible.line(begun.command()) + " (" + begun.operation() + ", " + how + ") by " + Visible.line(begun.actor());
    }
}
