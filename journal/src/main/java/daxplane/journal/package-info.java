/**
 * The event journal: everything that was intended, done, answered, seen and refused, in one dense order.
 *
 * <p>Owns the record format (docs/JOURNAL.md). Revisions are dense from 1; each record carries its type, type version and
 * the SHA-256 of its predecessor; {@link Journal#append} returns when the record is on the medium. One process writes, any
 * number read.
 *
 * <pre>{@code
 *   long revision = journal.append(new Event.Refused(...)).revision();
 *   journal.read(1, Long.MAX_VALUE, record -> System.out.println(record.revision() + " " + record.event()));
 *   Verification outcome = journal.verify();
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
