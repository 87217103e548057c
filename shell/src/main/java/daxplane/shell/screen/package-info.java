/**
 * How answers look: as tables for people, as JSON for programs.
 *
 * <p>Owns layout, colour and the two JSON forms. Knows nothing of what it shows. A verb builds one {@link
 * daxplane.shell.screen.View} and prints it; the form is the operator's choice.
 *
 * <pre>{@code
 *   var table = new Table(List.of(Column.text("device"), Column.number("bytes", "SIZE"), Column.wrapped("owner")));
 *   table.row("dax0.0", Cell.of(402653184L, "384 MiB"), "the kernel, as System RAM on node 2");
 *   table.print(screen, out);
 * }</pre>
 */
package daxplane.shell.screen;
