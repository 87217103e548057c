/**
 * Namespace labels: how a DIMM remembers, without any operating system, which part of it belongs to which namespace.
 *
 * <p>Owns the bytes of a label area, 1 KiB to 4 MiB: two index blocks, label slots, checksums, cookies of interleave sets, and
 * the order of writes that makes a change atomic. Nothing here does I/O; what is to be written is returned as an ordered list
 * of {@link AreaWrite}s. Invariant: cut that list anywhere, tear the write at the cut in 8-byte words, and
 * {@link LabelStore#read} finds the labels as they were before or as they are after. The two index blocks are never both
 * invalid at once. Any bytes can be read: what is wrong with them is a {@link Finding}, never an unchecked exception.
 *
 * {@snippet file="daxplane/labels/PackageExample.java" region="example"}
 */
@Export
@Version("1.1.0")
package daxplane.labels;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
