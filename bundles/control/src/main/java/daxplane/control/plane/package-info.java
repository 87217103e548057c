/**
 * The control plane as one object: who may write, what happens at a start, and where questions are answered from.
 *
 * <p>Owns the life of the service: readers follow the journal, the writer holds the state directory's lock and is the only
 * one to append. Knows OSGi in one class, {@code Service}.
 *
 * {@snippet file="daxplane/control/plane/PackageExample.java" region="example"}
 */
package daxplane.control.plane;
