/**
 * For tests of buses and drivers: a kernel in memory.
 *
 * {@snippet file="daxplane/kernel/testing/PackageExample.java" region="example"}
 */
package daxplane.kernel.testing;
