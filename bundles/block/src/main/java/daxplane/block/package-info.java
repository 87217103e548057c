/**
 * The block layer of the simulated kernel: disks and their partitions, and who has them open.
 *
 * <p>Owns the numbers by which block devices are told apart, the partitions (read from the media when a disk appears and when
 * asked to), and the openings: a claim on a part keeps others from claiming the whole, and the reverse. Invariants: a partition
 * exists only as long as its disk; a disk that has gone answers every access with EIO, whoever still has it open, also when
 * another one has its name by now.
 *
 * {@snippet file="daxplane/block/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.block;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
