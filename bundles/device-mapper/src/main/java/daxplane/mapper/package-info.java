/**
 * Device mapper: devices that are put together of pieces of others.
 *
 * <p>Owns tables and their targets, the exchange of a table while the device is in use, and {@code dmsetup}. A target type is a
 * plug-in: {@link daxplane.mapper.TargetType}. Invariants: a table covers its device without gap or overlap, lies inside of the
 * devices that it names, and never leads back to the device itself; a device that is open is not removed; a device below that has
 * gone answers EIO for ever, also when another one has its name by now (corpus acc-dm-unbind).
 *
 * <pre>{@code
 *   DeviceMapper mapper = kernel.symbol(DeviceMapper.class).orElseThrow();
 *   MappedDisk disk = mapper.create("data", Optional.empty(), OptionalInt.empty());
 *   mapper.load(disk, "0 65536 linear /dev/pmem0 0\n65536 65536 linear /dev/pmem0.1 0", false);
 *   mapper.resume(disk);                        // the table is live, and its size the device's
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.mapper;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
