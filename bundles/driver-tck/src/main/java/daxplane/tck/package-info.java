/**
 * What every driver bundle owes, as {@linkplain daxplane.tck.Rules rules} that can be run: from a driver's own tests
 * ({@link daxplane.tck.DriverContract}) and on a jar ({@link daxplane.tck.Certify}).
 *
 * <p>A rule gets a {@link daxplane.tck.Bench}: a fresh machine in memory, with a device that the driver is for. What the
 * kernel announced (uevents), what its tree shows and what it recorded are the oracle; nothing looks into the driver.
 *
 * {@snippet file="daxplane/tck/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
