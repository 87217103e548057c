package daxplane.journal.disk;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Zone;
import daxplane.journal.Event;
import daxplane.journal.JournalException;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.AppendBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes through an append without a file, often enough that the JVM has compiled it: the JVM compiles what ran 200 times.
 * The first appends of a process then take half of their time. 30 to 50 ms of one processor, once.
 */
final class WarmUp {

    private static final int TIMES = 80;
    private static final Effect EFFECT = new Effect.WriteAttribute("/sys/bus/dax/drivers/kmem/new_id", "dax0.0\n");
    /** What an operation appends. */
    private static final List<Event> OPERATION = List.of(
            new Event.OperationIntended("rehearsal", "assign dax0.0 system-ram", "root", "", List.of(
                    new Event.PlannedStep(EFFECT, "dax0.0 is bound to kmem", List.of(EFFECT), Optional.empty()))),
            new Event.EffectPerformed("rehearsal", 1, EFFECT, new EffectResult.Done(7), 1000),
            new Event.FactsObserved("rehearsal", List.of(new Fact.DriverBound("dax0.0", "kmem"),
                    new Fact.BlocksAdded(new BlockRange(42, 3), 2), new Fact.BlocksOnlined(new BlockRange(42, 3), Zone.MOVABLE),
                    new Fact.MemTotalSeen(16384000))),
            new Event.OperationEnded("rehearsal", Event.Outcome.COMPLETED, "1 step of 1"));

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
