package daxplane.events;

import daxplane.events.format.EventCodec;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Zone;
import java.util.List;
import java.util.Optional;

/** Encodes what an operation appends often enough that the JVM has compiled it: the first appends of a process then take half of their time. */
final class WarmUp {

    private static final int TIMES = 80;
    private static final Effect EFFECT = new Effect.WriteAttribute("/sys/bus/dax/drivers/kmem/new_id", "dax0.0\n");
    private static final List<Event> OPERATION = List.of(
            new Event.OperationIntended("rehearsal", "assign dax0.0 system-ram", "root", "", List.of(
                    new Event.PlannedStep(EFFECT, "dax0.0 is bound to kmem", List.of(EFFECT), Optional.empty()))),
            new Event.EffectPerformed("rehearsal", 1, EFFECT, new EffectResult.Done(7), 1000),
            new Event.FactsObserved(Cause.operation("rehearsal"), List.of(new Fact.DriverBound("dax0.0", "kmem"),
                    new Fact.BlocksAdded(new BlockRange(42, 3), 2), new Fact.BlocksOnlined(new BlockRange(42, 3), Zone.MOVABLE),
                    new Fact.MemTotalSeen(16384000))),
            new Event.OperationEnded("rehearsal", Event.Outcome.COMPLETED, "1 step of 1"));

    private WarmUp() {
    }

    /** Returns how many bytes it came to: a compiler drops what has no result. */
    static long play() {
        long bytes = 0;
        for (int time = 0; time < TIMES; time++) {
            for (Event event : OPERATION) {
                bytes += EventCodec.encode(event).length;
            }
        }
        return bytes;
    }
}
