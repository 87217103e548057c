/**
 * The simulated dax bus: dax regions and devices, the id lists of the drivers on the bus, and the rule of matching.
 *
 * <p>Owns {@code /sys/bus/dax}, every {@code daxX.Y} on it and the {@code dax_region} group of the directory that a region
 * lives in. Providers of memory (the nd driver {@code dax_pmem}, soft-reserved memory) hand their ranges over through the
 * symbols of the built-in module {@code dax}.
 *
 * {@snippet file="daxplane/dax/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.dax;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
