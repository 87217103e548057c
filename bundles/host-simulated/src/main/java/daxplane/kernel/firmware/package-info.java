/**
 * The firmware's ACPI tables, as binary files: NFIT, SRAT, SLIT, HMAT.
 *
 * <p>Any bytes are either parsed or refused by {@link daxplane.kernel.firmware.UnusableFile}, in time and memory bounded by
 * their length.
 *
 * {@snippet file="daxplane/kernel/firmware/PackageExample.java" region="example"}
 */
package daxplane.kernel.firmware;
