/**
 * A journal in memory, for tests and for dry runs: same revisions, same chain, same refusals of bad ranges, nothing on a disk.
 *
 * {@snippet file="daxplane/journal/memory/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.journal.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
