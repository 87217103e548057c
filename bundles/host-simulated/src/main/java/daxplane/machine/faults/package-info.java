/**
 * What a rehearsal does to a simulated machine: programs that hold devices, pages that can not be moved, media and power
 * that fail. Offered as a service beside the simulated host.
 *
 * <pre>{@code
 *   faults.pin(34, Pin.HELD);                       // writing offline to memory34 blocks now, until it is cancelled
 *   faults.hold("pmem0.1", new Holder(Kind.MOUNTED, 0, "ext4 on /mnt"));
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.machine.faults;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
