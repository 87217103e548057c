/**
 * From a command to a plan or a refusal. Knows the modes by their contract alone.
 *
 * <p>Owns what belongs to no single mode: names, holders, recovery from drift, undoing an operation. Pure but for asking the
 * host who holds a device.
 *
 * {@snippet file="daxplane/control/planning/PackageExample.java" region="example"}
 */
package daxplane.control.planning;
