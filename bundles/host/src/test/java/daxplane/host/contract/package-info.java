/**
 * What every host owes. A host's module extends {@link daxplane.host.contract.HostContract} (looking; holds on any machine) and,
 * where it has the two-socket machine, {@link daxplane.host.contract.DaxHostContract} (acting).
 *
 * <p>Written from recordings of Linux 6.12; where the kernel and a test disagree, the test is wrong.
 *
 * <pre>{@code
 *   class SimulatedHostTest extends DaxHostContract {
 *       @Override protected Host host() { return machine; }
 *   }
 * }</pre>
 */
package daxplane.host.contract;
