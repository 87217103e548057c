/**
 * Machine definitions: folders with the firmware's tables, a properties file for what no table says, and media images.
 *
 * <p>A definition is usable as a whole or refused with the file, the offset and the reason; properties that nobody knows are
 * warned about.
 *
 * {@snippet file="daxplane/machine/definition/PackageExample.java" region="example"}
 */
package daxplane.machine.definition;
