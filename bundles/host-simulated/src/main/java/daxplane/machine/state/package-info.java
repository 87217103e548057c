/**
 * The volatile state of a machine, kept so that the machine outlives the process that simulates it.
 *
 * <p>Owns the file {@code volatile.log}: one record for each call that changed something, appended by one write. After a kill
 * at any moment the file holds the records of complete calls, and perhaps the beginning of one that has not happened.
 *
 * {@snippet file="daxplane/machine/state/PackageExample.java" region="example"}
 */
package daxplane.machine.state;
