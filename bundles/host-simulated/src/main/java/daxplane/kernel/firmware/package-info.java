/**
 * The firmware's ACPI tables, as binary files: NFIT, SRAT, SLIT, HMAT.
 *
 * <p>Any bytes are either parsed or refused by {@link daxplane.kernel.firmware.UnusableFile}, in time and memory bounded by
 * their length.
 *
 * <pre>{@code
 *   Firmware.Nfit nfit = NfitTable.parse("NFIT.bin", bytes);
 *   nfit.ranges().forEach(range -> out.println(range.range()));
 * }</pre>
 */
package daxplane.kernel.firmware;
