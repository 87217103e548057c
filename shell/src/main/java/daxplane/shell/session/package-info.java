/**
 * What commands act on: one machine and one state directory, opened when the first command needs them.
 *
 * <p>Owns the way from the global options to a host and a control plane, and back: whatever cannot be opened becomes one
 * line that says what, why and what to do.
 *
 * {@snippet file="daxplane/shell/session/PackageExample.java" region="example"}
 */
package daxplane.shell.session;
