/**
 * Device mapper: devices that are put together of pieces of others.
 *
 * <p>Owns tables and their targets, the exchange of a table while the device is in use, and {@code dmsetup}. A target type is a
 * plug-in: {@link daxplane.mapper.TargetType}. Invariants: a table covers its device without gap or overlap, lies inside of the
 * devices that it names, and never leads back to the device itself; a device that is open is not removed; a device below that has
 * gone answers EIO for ever, also when another one has its name by now (corpus acc-dm-unbind).
 *
 * {@snippet file="daxplane/mapper/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.mapper;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
