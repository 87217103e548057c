/**
 * What is told from the ledger: an object's history, drift with its causes and remedies, what a look adds to the journal.
 *
 * {@snippet file="daxplane/control/ledger/PackageExample.java" region="example"}
 */
package daxplane.control.ledger;
