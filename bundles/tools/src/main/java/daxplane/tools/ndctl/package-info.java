/** The commands of {@code ndctl}: one class each, or a few that belong together. */
package daxplane.tools.ndctl;
