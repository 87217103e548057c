package daxplane.shell.report;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How much of what came when: a span of revisions in columns of equal length. Mutable, has one owner. */
final class Timeline {

    /** A line of the table each, and a bar that can be seen. */
    static final int MOST_COLUMNS = 60;

    /**
     * @param from  first revision
     * @param to    the last one
     * @param first time of the first record; empty: it has none that could be read
     */
    record Column(long from, long to, Optional<Instant> first, long records, long operations, long failed, long refusals, long external, long boots) {
    }

    private static final int RECORDS = 0;
    private static final int OPERATIONS = 1;
    private static final int FAILED = 2;
    private static final int REFUSALS = 3;
    private static final int EXTERNAL = 4;
    private static final int BOOTS = 5;

    private final long from;
    private final long count;
    private final long[][] counts;
    private final List<Optional<Instant>> first;

    Timeline(long from, long to) {
        this.from = from;
        this.count = to - from + 1;
        int columns = (int) Math.min(MOST_COLUMNS, count);
        this.counts = new long[columns][BOOTS + 1];
        this.first = new ArrayList<>(Collections.nCopies(columns, Optional.empty()));
    }

    void record(EventRecord record) {
        int column = (int) ((record.revision() - from) * counts.length / count);
        first.set(column, first.get(column).or(() -> Optional.of(record.time())));
        counts[column][RECORDS]++;
        int kind = switch (record.event()) {
            case Event.OperationIntended _ -> OPERATIONS;
            case Event.OperationEnded end when end.outcome() != Event.Outcome.COMPLETED -> FAILED;
            case Event.Refused _ -> REFUSALS;
            case Event.FactsObserved facts when facts.cause() instanceof Cause.External -> EXTERNAL;
            case Event.BootObserved _ -> BOOTS;
            case Event.OperationEnded _, Event.OperationSettled _, Event.EffectPerformed _, Event.FactsObserved _, Event.StepFailed _, Event.DriverChanged _,
                    Event.ConfigurationChanged _, Event.DriftDetected _ -> -1;
        };
        if (kind >= 0) {
            counts[column][kind]++;
        }
    }

    List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (int at = 0; at < counts.length; at++) {
            var of = counts[at];
            columns.add(new Column(begin(at), begin(at + 1) - 1, first.get(at), of[RECORDS], of[OPERATIONS], of[FAILED], of[REFUSALS], of[EXTERNAL], of[BOOTS]));
        }
        return columns;
    }

    /** The first revision that falls into a column. */
    private long begin(int column) {
        return from + Math.ceilDiv(column * count, counts.length);
    }
}
