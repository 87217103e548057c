/**
 * Leases: the long-term right to keep a translated mapping of a device's pages, without a cost for each access, until the
 * mapping has to change. Source: docs/kernel/access.md 4.
 *
 * <p>Owns the life of a lease as a pure function ({@link daxplane.lease.LeaseLife}), and a table of leases that calls holders and
 * watches deadlines ({@link daxplane.lease.LeaseTable}). Invariants: pins are held only in GRANTED, REVOKING and BROKEN; a
 * generation only grows; a holder hears of a revocation before anything about its mapping changes; after QUIESCED or EXPIRED
 * every check fails; nothing is ever forced: a lease that is not given back is BROKEN, and whoever waits is told who has it.
 *
 * {@snippet file="daxplane/lease/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.lease;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
