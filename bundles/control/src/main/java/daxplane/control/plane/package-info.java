/**
 * The control plane as one object: who may write, what happens at a start, and where questions are answered from.
 *
 * <p>Owns the life of the service: readers follow the journal, the writer holds the state directory's lock and is the only
 * one to append. Knows OSGi in one class, {@code Service}.
 *
 * <pre>{@code
 *   try (var plane = new LocalControlPlane(host, reader, StateDirectory.of(path, journals), () -> modes, Limits.DEFAULT)) {
 *       plane.start();
 *       plane.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), new Actor("root", ""));
 *   }
 * }</pre>
 */
package daxplane.control.plane;
