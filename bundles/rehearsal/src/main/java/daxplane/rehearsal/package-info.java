/**
 * What would happen: effects, and tools that perform them, on a copy of the machine. Each effect is told with the kernel's
 * answer, with what it changed, and with what would take it back. Nothing here touches the machine itself.
 *
 * {@snippet file="daxplane/rehearsal/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.rehearsal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
