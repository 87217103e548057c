package daxplane.control;

import daxplane.events.Cause;
import java.time.Instant;

/**
 * One line of an object's history.
 *
 * @param revision journal record that tells it
 * @param what     {@code bound to kmem}, {@code memory33 online in zone Movable}
 * @param cause    what explains it
 * @param command  what was typed; empty text when it was nobody here
 * @param actor    who; empty text when nobody knows
 * @param reason   why
 */
public record HistoryEntry(long revision, Instant time, String what, Cause cause, String command, String actor, String reason) {
}
