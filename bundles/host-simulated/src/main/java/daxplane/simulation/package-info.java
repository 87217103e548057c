/**
 * What only a simulated machine can: programs that hold devices, pages that cannot be moved, media and power that fail, and
 * a look at what the kernel told nobody in particular. For tests and rehearsals.
 *
 * {@snippet file="daxplane/simulation/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.simulation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
