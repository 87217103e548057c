/**
 * What exists on a machine, and who owns it: an immutable picture, the facts that lead from one picture to the next, and
 * the pure functions between them.
 *
 * <p>{@link daxplane.inventory.Inventory} is the picture, {@link daxplane.inventory.Difference} and
 * {@link daxplane.inventory.Fold} lead from one to the next; {@link daxplane.inventory.Ownership},
 * {@link daxplane.inventory.Leak} and {@link daxplane.inventory.KmemRange} are views of it, {@link daxplane.inventory.StateDigest}
 * is its fingerprint.
 *
 * <p>Owns the vocabulary of the whole system. For all pictures {@code apply(a, diff(a, b))} equals {@code b}; nothing in
 * here reads a clock, a file or a service.
 *
 * {@snippet file="daxplane/inventory/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.inventory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
