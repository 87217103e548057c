/**
 * Recordings of real kernels, held against a host: the same steps, the same answers, the same state afterwards.
 *
 * <p>Owns the format of the recordings (every attribute of a machine as one flat map, steps with their results and the
 * difference each made) and the rules by which two machines count as equal. Knows no recording by name.
 *
 * {@snippet file="daxplane/conform/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.conform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
