/**
 * What keeps daxplane from doing its work on this machine, and what to do about it.
 *
 * <p>Owns the list of things that are looked at. Each look is for itself: one that fails is a finding, and the next one is
 * taken all the same. Nothing is changed and no lock is taken.
 *
 * <pre>{@code
 *   new Checkup(session).findings().stream().filter(finding -> !finding.sound()).forEach(out::println);
 * }</pre>
 */
package daxplane.shell.doctor;
