/**
 * What is wanted of the machine, and where it is otherwise: the state of each object by an identity that outlives a boot,
 * and the difference between two such views.
 *
 * <p>Owns the definition of drift (docs/decisions/041-drift.md). Pure.
 *
 * <pre>{@code
 *   var things = ManagedObjects.of(picture);                     // what is
 *   var drift = Deviation.of(ledger);                    // where that is not what was decided
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.events.desired;


import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
