/**
 * A journal in memory, for tests and for dry runs: same revisions, same chain, same refusals of bad ranges, nothing on a disk.
 *
 * <pre>{@code
 *   var journal = new MemoryJournal();
 *   control.run("assign dax0.0 system-ram", journal);
 *   assertThat(journal.events()).first().isInstanceOf(Event.OperationIntended.class);
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.journal.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
