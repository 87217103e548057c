/**
 * Driver bundles: which there are, and how they come, go and are exchanged while the system runs and while their drivers own
 * devices.
 *
 * <p>Owns the folder {@code drivers/} of a state directory: the jars that an operator installed, and marks of shipped
 * drivers that he removed. A new version is started beside the old one and offers its modules before the old one leaves, so
 * that no module is ever without a driver; one that fails to start leaves everything as it was. Nothing in here binds or
 * unbinds a device.
 *
 * <pre>{@code
 *   Drivers drivers = loader.open(state);
 *   Change change = drivers.update("kmem", Path.of("kmem-2.jar"));
 *   System.out.println(change.before() + " -> " + change.after());
 * }</pre>
 */
@Export
@Version("2.0.0")
package daxplane.loader;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
