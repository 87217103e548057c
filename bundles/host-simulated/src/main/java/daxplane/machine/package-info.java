/**
 * The simulated machine as a whole: its definition, its media, its kernel, and its life beyond the process.
 *
 * <p>Owns the folder {@code machine/} of the state directory. A process that only looks takes no lock and shows the last
 * committed state; the first change takes the right to drive the machine and keeps it until the process ends. A call that
 * changes something is one record in {@code volatile.log}: at a kill it has happened or it has not.
 *
 * {@snippet file="daxplane/machine/PackageExample.java" region="example"}
 */
package daxplane.machine;
