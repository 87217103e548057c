/**
 * What the journal of daxplane remembers: the events, and how they stand in a journal.
 *
 * <p>Owns the meaning of the journal's bytes (docs/JOURNAL.md): the types, their encodings in every version that was ever
 * written, and in {@link daxplane.events.ledger} the fold of them. The journal itself knows none of it.
 *
 * <pre>{@code
 *   try (var log = new EventLog(journals.write(directory))) {
 *       long revision = log.append(new Event.StepFailed("op-12", 3, "memory43 is still online")).revision();
 *       log.read(1, revision, record -> { ledger.apply(record); return true; });
 *   }
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.events;


import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
