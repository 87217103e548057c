/**
 * Plug-in bundles: which there are, and how they come, go and are exchanged while the system runs and while their drivers own
 * devices. Drivers of the simulated machine are one kind; modes, commands of the console and hosts are the others.
 *
 * <p>Owns the folder {@code drivers/} of a state directory: the jars that an operator installed, and marks of shipped
 * bundles that he removed. A new version is started beside the old one and offers its services before the old one leaves, so
 * that no module is ever without a driver; one that fails to start leaves everything as it was. Nothing in here binds or
 * unbinds a device.
 *
 * {@snippet file="daxplane/loader/PackageExample.java" region="example"}
 */
@Export
@Version("3.0.0")
package daxplane.loader;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
