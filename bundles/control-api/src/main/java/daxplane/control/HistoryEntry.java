package daxplane.control;

import daxplane.events.Cause;
import daxplane.inventory.Fact;
import java.time.Instant;
import java.util.List;

/**
 * One line of an object's history.
 *
 * @param revision journal record that tells it
 * @param what     {@code bound to kmem}, {@code memory33 online in zone Movable}
 * @param cause    what explains it
 * @param command  what was typed; empty text when it was nobody here
 * @param actor    who; empty text when nobody knows
 * @param reason   why
 * @param facts    which facts of the record this line tells; empty when it tells of something else
 */
public record HistoryEntry(long revision, Instant time, String what, Cause cause, String command, String actor, String reason, List<Fact> facts) {

    public HistoryEntry {
        facts = List.copyOf(facts);
    }

    /** Of something else than facts. */
    public HistoryEntry(long revision, Instant time, String what, Cause cause, String command, String actor, String reason) {
        this(revision, time, what, cause, command, actor, reason, List.of());
    }
}
