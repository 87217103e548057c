/**
 * The line editor: a terminal, its history, completion, and what Ctrl-C and Ctrl-D do.
 *
 * <p>Owns everything that knows JLine. What lines mean is the business of a {@link daxplane.shell.line.Reader}.
 *
 * <pre>{@code
 *   int exitCode = Terminals.interactive(reader, invocation);
 * }</pre>
 */
package daxplane.shell.line;
