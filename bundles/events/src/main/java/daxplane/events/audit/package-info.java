/**
 * What an auditor asks of a journal, answered from its records alone: who changed what, whether every change has an operation, what nobody
 * can take back, and which drift was accepted. Pure; reads along with any reader of an {@link daxplane.events.EventLog}.
 *
 * <p>The records are taken as they stand. Whether they are those that were written is proven elsewhere (chain and checkpoints).
 *
 * {@snippet file="daxplane/events/audit/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.events.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
