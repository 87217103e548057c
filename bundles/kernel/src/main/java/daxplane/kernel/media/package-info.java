/**
 * Contents of the machine's memory that outlive power: DIMM media in files (QEMU's layout: capacity, then the label area),
 * and how physical addresses reach them through interleave sets.
 *
 * {@snippet file="daxplane/kernel/media/PackageExample.java" region="example"}
 */
package daxplane.kernel.media;
