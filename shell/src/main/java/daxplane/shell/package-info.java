/**
 * The console: from a process's arguments and streams to commands and an exit code.
 *
 * <p>Owns the global options and the four ways in (typed at a terminal, from a file, from the standard input, one command in
 * the arguments), which share one grammar. Only this bundle knows JLine and picocli.
 *
 * <pre>
 *   daxplane                       a console, when the standard input is a terminal; else a script from it
 *   daxplane -f FILE               a script
 *   daxplane -c 'LINE'             a line
 *   daxplane assign dax0.0 devdax  one command; its words are taken as they are
 * </pre>
 */
package daxplane.shell;
