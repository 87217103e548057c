/**
 * A journal in memory, for tests and for dry runs: same revisions, same chain, same refusals of bad ranges, nothing on a disk.
 *
 * <pre>{@code
 *   var journal = new MemoryJournal();
 *   journal.append(entry);
 *   assertThat(journal.records()).hasSize(1);
 * }</pre>
 */
@Export
@Version("2.0.0")
package daxplane.journal.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
