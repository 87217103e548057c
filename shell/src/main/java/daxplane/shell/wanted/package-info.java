/**
 * Machine files: text that says what should be where, and the command that makes it so. Pure but for the reading of the file.
 *
 * {@snippet file="daxplane/shell/wanted/PackageExample.java" region="example"}
 */
package daxplane.shell.wanted;
