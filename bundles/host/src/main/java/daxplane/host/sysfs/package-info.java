/**
 * Looking at a machine: from the attribute tree of a host to a picture of what exists.
 *
 * <p>Owns the knowledge of which attribute says what (docs/kernel/attributes.md, corpus trees). A look never writes, never waits and never
 * guesses: an attribute that the kernel does not show (no value now, not for this user, not in this version) leaves the
 * component of the picture empty, an object that vanishes while it is looked at is left out, any other failure ends the look.
 *
 * {@snippet file="daxplane/host/sysfs/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.host.sysfs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
