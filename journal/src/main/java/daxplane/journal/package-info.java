/**
 * An append-only journal of typed, versioned bytes in one dense order. It knows no domain: what the bytes mean is somebody
 * else's business (the bundle events).
 *
 * <p>Owns the record format (docs/JOURNAL.md). Revisions are dense from 1; each record carries its type, type version and
 * the SHA-256 of its predecessor; {@link Journal#append} returns when the record is on the medium. One process writes, any
 * number read.
 *
 * {@snippet file="daxplane/journal/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
