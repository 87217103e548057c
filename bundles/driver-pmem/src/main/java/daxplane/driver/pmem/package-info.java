/**
 * Disks on persistent memory, {@code /dev/pmem0}: module nd_pmem, and the part of the block layer that its disks need.
 *
 * <p>Owns the driver of namespaces and of BTT and PFN personalities, the disk devices below them and their attributes. A disk
 * reads and writes media by physical address: the whole namespace (raw), its data area (fsdax), or through block translation
 * (sector mode). The driver keeps in {@code driverData} what it has reserved in the resource tree, nothing else.
 */
@Export
@Version("2.0.0")
package daxplane.driver.pmem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
