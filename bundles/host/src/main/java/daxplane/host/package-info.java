/**
 * The port: exactly what a Linux kernel lets an administrator see and do about persistent, soft-reserved and CXL memory.
 *
 * <p>Owns the six parts of {@link Host}, the {@link Effect}s that change a machine, and the kernel's {@link Errno}
 * vocabulary. Failures carry the errno and where it arose; nothing else leaks from an implementation. Every host passes the
 * same contract test.
 *
 * {@snippet file="daxplane/host/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.host;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
