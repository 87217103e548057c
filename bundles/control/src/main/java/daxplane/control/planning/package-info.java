/**
 * From a command to a plan or a refusal. Knows the modes by their contract alone.
 *
 * <p>Owns what belongs to no single mode: names, holders, recovery from drift, undoing an operation. Pure but for asking the
 * host who holds a device.
 *
 * <pre>{@code
 *   Proposal proposal = new Planner(modes, host, ledger, past).plan(new Command.Release("dax0.0", Options.NONE));
 * }</pre>
 */
package daxplane.control.planning;
