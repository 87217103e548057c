/**
 * The simulated kernel itself: device core, sysfs tree, resource tree, module table, and the volatile state that makes it
 * outlive its process.
 *
 * <p>Invariants: one call at a time is inside ({@link daxplane.kernel.core.SimulatedKernel#enter}); each call is one
 * {@link daxplane.kernel.core.Commit}; a kernel rebuilt from the committed documents shows the same tree.
 *
 * {@snippet file="daxplane/kernel/core/PackageExample.java" region="example"}
 */
package daxplane.kernel.core;
