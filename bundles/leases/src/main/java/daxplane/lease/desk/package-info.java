/**
 * Leases of processes that daxplane did not start: they speak lines of JSON with a desk through a Unix socket in the state directory
 * (docs/LEASES.md, decision 147), and the port shows them as it shows all who use a device.
 *
 * <p>Owns the protocol ({@link daxplane.lease.desk.Line}), the desk that keeps the leases ({@link daxplane.lease.desk.LeaseServer}), what asks it
 * ({@link daxplane.lease.desk.DeskClient}), and a machine with those leases on it ({@link daxplane.lease.desk.LeasedHost}). Invariants: a holder
 * that is gone has nothing, pins included; nobody waits for a holder longer than was said; nothing that a peer sends is kept beyond a bound.
 *
 * {@snippet file="daxplane/lease/desk/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.lease.desk;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
