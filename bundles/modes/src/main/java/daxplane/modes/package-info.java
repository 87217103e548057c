/**
 * The built-in kinds of ownership: {@code system-ram}, {@code devdax}, {@code fsdax}, {@code sector}, {@code raw}.
 *
 * <p>Owns the order of writes that brings a dax device from one owner to another, and the rules under which that is refused
 * (docs/kernel/drivers.md 3.4, docs/kernel/memory.md, docs/kernel/observed.md). Every mode is a pure function of a picture; a component each, so that one can be
 * exchanged or added while the system runs.
 *
 * {@snippet file="daxplane/modes/PackageExample.java" region="example"}
 */
package daxplane.modes;
