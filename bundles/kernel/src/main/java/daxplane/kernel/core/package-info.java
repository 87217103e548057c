/**
 * The simulated kernel itself: device core, sysfs tree, resource tree, module table, and the volatile state that makes it
 * outlive its process.
 *
 * <p>Invariants: one call at a time is inside ({@link daxplane.kernel.core.SimulatedKernel#enter}); each call is one
 * {@link daxplane.kernel.core.Commit}; a kernel rebuilt from the committed documents shows the same tree.
 *
 * <pre>{@code
 *   var kernel = SimulatedKernel.boot(setup, commit -> { }, List.of("nfit", "nd_pmem"));
 *   String state = kernel.enter(() -> kernel.files().read("/sys/bus/nd/devices/nmem0/state"));
 * }</pre>
 */
package daxplane.kernel.core;
