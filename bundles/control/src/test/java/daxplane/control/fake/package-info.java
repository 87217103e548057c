/** A machine in a few hundred lines, for tests that need one that fails on demand. */
package daxplane.control.fake;
