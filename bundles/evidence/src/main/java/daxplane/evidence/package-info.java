/**
 * Proof that a sequence of entries only ever grew: a Merkle tree over them (RFC 6962), kept as tiles (C2SP tlog-tiles), whose root is
 * signed now and then (C2SP signed note and checkpoint, Ed25519).
 *
 * <p>Knows nothing of journals: whoever has entries gives them ({@link daxplane.evidence.Entries}). Everything here but the keys is
 * made again from the entries when it is lost; nobody waits for it who appends. What is given to others, and comes back one day, is the
 * checkpoint: a text of some lines that proves every entry before it.
 *
 * {@snippet file="daxplane/evidence/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.evidence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
