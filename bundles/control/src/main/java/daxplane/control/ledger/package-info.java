/**
 * What is told from the ledger: an object's history, drift with its causes and remedies, what a look adds to the journal.
 *
 * <pre>{@code
 *   Drift drift = DriftReport.of(ledger, ledger.revision());
 * }</pre>
 */
package daxplane.control.ledger;
