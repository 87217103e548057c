/**
 * File systems and swap of the simulated machine, as far as they are users of persistent memory: who may mount what with direct
 * access, whom a mount keeps out, what becomes of it when the device below goes.
 *
 * <p>Owns superblocks (those of ext4, xfs and swap at their real places, so that every program recognises them), the files of a
 * mounted volume, and {@code /proc/mounts} and {@code /proc/swaps}. Files lie on the media at the addresses that their volume says;
 * the directory is in a format of its own ({@link daxplane.filesystem.FileTable}), which real kernels do not read. Invariant: what
 * was synced is there after a power failure.
 *
 * {@snippet file="daxplane/filesystem/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.filesystem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
