/**
 * What the journal of daxplane remembers: the events, and how they stand in a journal.
 *
 * <p>Owns the meaning of the journal's bytes (docs/JOURNAL.md): the types, their encodings in every version that was ever
 * written, and in {@link daxplane.events.ledger} the fold of them. The journal itself knows none of it.
 *
 * {@snippet file="daxplane/events/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.events;


import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
