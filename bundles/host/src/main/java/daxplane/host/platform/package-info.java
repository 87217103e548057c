/**
 * What the firmware tells of a machine's memory as a whole: how far nodes are from each other, how fast their memory is, and which memory
 * is a cache in front of another (Memory Mode).
 *
 * <p>Owns the reading, by {@link daxplane.host.platform.Platform}. The kernel shows the speed of a node when the node has memory, which
 * is after a hand-over; the firmware's tables tell it before. Tables that make no sense, or may not be read, tell nothing: nothing here fails.
 *
 * {@snippet file="daxplane/host/platform/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.host.platform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
