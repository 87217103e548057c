/**
 * The journal, folded: the machine as it was last observed, what is wanted of it, and every operation with its outcome.
 *
 * <p>Owns the meaning of events for the control plane. A {@link daxplane.events.ledger.MachineLedger} is built from nothing by
 * reading a journal from its first record; the same records give the same ledger, in every process and in every order of
 * reading and following.
 *
 * {@snippet file="daxplane/events/ledger/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.events.ledger;


import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
