/**
 * The simulated nd bus: DIMMs, regions, namespaces, seeds, personalities and claims, and the modules libnvdimm, nfit, nd_e820.
 *
 * <p>Owns {@code /sys/bus/nd}, the devices on it except disks and dax devices, and the label areas of bound DIMMs. What stands on
 * media (labels, info blocks) is read when a driver binds, as the kernel does it; what a reboot loses is in the documents of the
 * devices. Invariants: a namespace has at most one claim; extents on a DIMM are disjoint; a label is on media before the
 * attribute that wrote it returns.
 *
 * {@snippet file="daxplane/nvdimm/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.nvdimm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
