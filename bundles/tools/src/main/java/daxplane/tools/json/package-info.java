/**
 * JSON as the originals print it: two blanks of indentation, no blank after a colon, escaped slashes, members in the order
 * in which they were put; sizes and addresses for machines or for people.
 *
 * {@snippet file="daxplane/tools/json/PackageExample.java" region="example"}
 */
package daxplane.tools.json;
