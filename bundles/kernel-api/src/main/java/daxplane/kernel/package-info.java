/**
 * The inside of the simulated kernel, as drivers and buses see it: the published driver contract.
 *
 * <p>Owns the device core (buses, devices, drivers, binding, uevents, attributes) and the interfaces to the rest of the
 * kernel. Everything runs on the machine's thread: at most one call is inside a kernel at a time. State that must outlive
 * the process is told as {@link StateRecord}s; a driver object itself holds none, so that it can be exchanged while it owns
 * devices.
 *
 * {@snippet file="daxplane/kernel/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.kernel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
