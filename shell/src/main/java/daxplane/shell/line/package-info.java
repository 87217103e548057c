/**
 * The line editor: a terminal, its history, completion, and what Ctrl-C and Ctrl-D do.
 *
 * <p>Owns everything that knows JLine. What lines mean is the business of a {@link daxplane.shell.line.Reader}.
 *
 * {@snippet file="daxplane/shell/line/PackageExample.java" region="example"}
 */
package daxplane.shell.line;
