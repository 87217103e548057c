/** Targets of what only {@code daxplane.machine.definition} itself can call. */
package daxplane.machine.definition;
