/**
 * What keeps daxplane from doing its work on this machine, and what to do about it.
 *
 * <p>Owns the list of things that are looked at. Each look is for itself: one that fails is a finding, and the next one is
 * taken all the same. Nothing is changed and no lock is taken.
 *
 * {@snippet file="daxplane/shell/doctor/PackageExample.java" region="example"}
 */
package daxplane.shell.doctor;
