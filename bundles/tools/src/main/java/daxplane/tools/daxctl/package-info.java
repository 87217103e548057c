/** The commands of {@code daxctl}: one class each, or a few that belong together. */
package daxplane.tools.daxctl;
