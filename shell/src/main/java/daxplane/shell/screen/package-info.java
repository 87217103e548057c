/**
 * How answers look: as tables for people, as JSON for programs.
 *
 * <p>Owns layout, colour and the two JSON forms. Knows nothing of what it shows. A verb builds one {@link
 * daxplane.shell.screen.View} and prints it; the form is the operator's choice.
 *
 * {@snippet file="daxplane/shell/screen/PackageExample.java" region="example"}
 */
package daxplane.shell.screen;
