/**
 * An append-only journal of typed, versioned bytes in one dense order. It knows no domain: what the bytes mean is somebody
 * else's business (the bundle events).
 *
 * <p>Owns the record format (docs/JOURNAL.md). Revisions are dense from 1; each record carries its type, type version and
 * the SHA-256 of its predecessor; {@link Journal#append} returns when the record is on the medium. One process writes, any
 * number read.
 *
 * <pre>{@code
 *   long revision = journal.append(new Entry(8, 1, true, payload)).revision();
 *   journal.read(1, Long.MAX_VALUE, record -> System.out.println(record.revision() + " " + record.hash()));
 *   Verification outcome = journal.verify();
 * }</pre>
 */
@Export
@Version("2.0.0")
package daxplane.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
