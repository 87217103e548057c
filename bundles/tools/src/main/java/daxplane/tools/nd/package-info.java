/**
 * Buses, DIMMs, regions, namespaces and personalities, as attribute files show them at the moment of asking. Nothing is
 * remembered; an object that has vanished answers with absent values.
 *
 * {@snippet file="daxplane/tools/nd/PackageExample.java" region="example"}
 */
package daxplane.tools.nd;
