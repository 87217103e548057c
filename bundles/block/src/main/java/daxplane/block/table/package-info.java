/**
 * Partition tables: what stands on the media, and what the kernel makes of it. Pure, on anything that gives sectors.
 *
 * <p>Invariants: reading ends, whatever the bytes say (chains of extended partitions may lead back to themselves), and never
 * reads outside of the disk.
 */
@Export
@Version("1.0.0")
package daxplane.block.table;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
