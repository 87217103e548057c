/**
 * The machine of a recorded case: from its {@code machine_def} to a machine definition that a simulated host boots.
 *
 * <p>Owns what the recordings' virtual machine monitor does with a description: where RAM and DIMMs lie, and how the firmware's
 * tables tell it. What no table says (lines of other hardware in iomem, pages that the kernel took for itself) comes from the
 * state that was recorded at boot.
 *
 * {@snippet file="daxplane/conform/machine/PackageExample.java" region="example"}
 */
package daxplane.conform.machine;
