/**
 * Commands of firmware, as {@code ioctl} carries them to {@code /dev/nmem0} and {@code /dev/ndctl0}: calls, and what stands in their
 * bytes. Numbers are little-endian. Source: linux/ndctl.h; Intel's document on the interface of its DIMMs, revision 1.8.
 *
 * {@snippet file="daxplane/host/firmware/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.host.firmware;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
