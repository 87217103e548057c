/**
 * Performing a plan: one effect, one look at what it touched, both in the journal, then the next; and back again when a step
 * fails.
 *
 * <p>Owns guarantees 2 and 4: no effect before its intent is durable, no success before its outcome is, and a record of
 * whatever stopped in between. Effects run on a thread of their own, so that one that blocks can be given up.
 *
 * {@snippet file="daxplane/control/engine/PackageExample.java" region="example"}
 */
package daxplane.control.engine;
