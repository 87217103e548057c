/**
 * From a command to its outcome: plans, operations, settlement after a crash, drift and recovery.
 *
 * <p>Owns the order of things (docs/ARCHITECTURE.md section 4): the intent is durable before the first effect, the outcome
 * before success is reported, and a step that fails takes everything back. Planning is a pure function of a picture.
 *
 * {@snippet file="daxplane/control/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
