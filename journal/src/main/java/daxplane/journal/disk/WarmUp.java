package daxplane.journal.disk;

import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.AppendBatch;
import java.time.Instant;
import java.util.List;

/**
 * Goes through an append without a file, often enough that the JVM has compiled it: the JVM compiles what ran 200 times.
 * The first appends of a process then take half of their time. 30 to 50 ms of one processor, once.
 */
final class WarmUp {

    private static final int TIMES = 80;
    /** As many as an operation appends, and as long. */
    private static final List<Entry> OPERATION = List.of(new Entry(1, 1, true, new byte[300]), new Entry(1, 1, false, new byte[200]),
            new Entry(1, 1, false, new byte[400]), new Entry(1, 1, false, new byte[100]));

    private WarmUp() {
    }

    /** Returns the revision that it came to: a compiler drops what has no result. */
    static long play() throws JournalException {
        var sha256 = Sha256.digest();
        var end = AppendBatch.End.OF_NOTHING;
        for (int time = 0; time < TIMES; time++) {
            var chained = AppendBatch.of(OPERATION).behind(end, 0, Instant.EPOCH, sha256);
            end = chained.records().isEmpty() ? end : chained.end();
            new Checkpoint(time, end.revision(), "0".repeat(64), 1, time, false).line();
        }
        return end.revision();
    }
}
