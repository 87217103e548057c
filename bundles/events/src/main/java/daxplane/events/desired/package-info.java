/**
 * What is wanted of the machine, and where it is otherwise: the state of each object by an identity that outlives a boot,
 * and the difference between two such views.
 *
 * <p>Owns the definition of drift (docs/decisions/041-drift.md). Pure.
 *
 * {@snippet file="daxplane/events/desired/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.events.desired;


import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
