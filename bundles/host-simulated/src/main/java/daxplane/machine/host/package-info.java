/**
 * The port on a simulated machine: {@link daxplane.machine.host.SimulatedHost} and its six parts.
 *
 * <p>Adds nothing to the kernel's answers but what a caller outside of a kernel needs: where an error arose, and which path.
 */
package daxplane.machine.host;
