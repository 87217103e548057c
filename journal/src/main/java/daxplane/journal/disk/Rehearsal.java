package daxplane.journal.disk;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.journal.Event;
import daxplane.journal.JournalException;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.Unit;
import java.time.Instant;
import java.util.List;

/**
 * Goes through an append without a file, often enough that the JVM has compiled it: the JVM compiles what ran 200 times.
 * The first appends of a process then take half of their time. 30 to 50 ms of one processor, once.
 */
final class Rehearsal {

    private static final int TIMES = 250;

    private Rehearsal() {
    }

    /** Returns the revision that it came to: a compiler drops what has no result. */
    static long play() throws JournalException {
        var sha256 = Sha256.digest();
        var end = Unit.End.OF_NOTHING;
        var events = List.<Event>of(new Event.EffectPerformed("rehearsal", 1,
                new Effect.WriteAttribute("/sys/bus/dax/drivers/kmem/new_id", "dax0.0\n"), new EffectResult.Done(7), 1000));
        for (int time = 0; time < TIMES; time++) {
            var chained = Unit.of(events).behind(end, Instant.EPOCH, sha256);
            end = chained.records().isEmpty() ? end : chained.end();
            new Checkpoint(time, end.revision(), "0".repeat(64), 1, time, false).line();
        }
        return end.revision();
    }
}
