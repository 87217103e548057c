/**
 * What is wanted of the machine, and where it is otherwise: the state of each object by an identity that outlives a boot,
 * and the difference between two such views.
 *
 * <p>Owns the definition of drift (docs/decisions/041-drift.md). Pure.
 *
 * <pre>{@code
 *   var things = ManagedObjects.of(picture);                     // what is
 *   var drift = Deviation.between(wanted, things);       // where that is not what was decided
 * }</pre>
 */
package daxplane.control.desired;
