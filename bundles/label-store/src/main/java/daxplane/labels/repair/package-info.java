/**
 * What is wrong with label areas that belong together, and the writes that put it right.
 *
 * <p>Owns the strict reading of docs/kernel/labels.md 6.3, in which an update that did not finish is a fault although Linux takes no
 * notice of it, and the repair that goes with it. Pure: areas go in, faults and an ordered list of writes come out. Invariants: every write belongs to a
 * change of the two-index protocol, so that a cut anywhere leaves an area that can be read; a repair that was cut can be done
 * again and ends the same; a repaired area has no fault left that has a cure; what is healthy keeps its labels, and so does
 * whatever may be healthy together with a DIMM that was not named.
 *
 * {@snippet file="daxplane/labels/repair/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.labels.repair;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
