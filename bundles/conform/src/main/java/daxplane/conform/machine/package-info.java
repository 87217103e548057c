/**
 * The machine of a recorded case: from its {@code machine_def} to a machine definition that a simulated host boots.
 *
 * <p>Owns what the recordings' virtual machine monitor does with a description: where RAM and DIMMs lie, and how the firmware's
 * tables tell it. What no table says (lines of other hardware in iomem, pages that the kernel took for itself) comes from the
 * state that was recorded at boot.
 *
 * <pre>{@code
 *   MachineForm form = MachineForm.of(JSON.std.mapFrom(caseJson));
 *   new DefinitionWriter(form, boot.values(), List.of()).write(folder);       // NFIT.bin, SRAT.bin, ..., machine.properties, iomem.txt
 * }</pre>
 */
package daxplane.conform.machine;
