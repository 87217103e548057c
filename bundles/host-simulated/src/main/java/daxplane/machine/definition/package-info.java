/**
 * Machine definitions: folders with the firmware's tables, a properties file for what no table says, and media images.
 *
 * <p>A definition is usable as a whole or refused with the file, the offset and the reason; properties that nobody knows are
 * warned about.
 *
 * <pre>{@code
 *   MachineDefinition machine = MachineDefinition.read(DefinitionFiles.in(Path.of("config/machines/two-socket")));
 *   machine.dimms().forEach(dimm -> out.println(dimm.image() + " " + dimm.capacityBytes()));
 * }</pre>
 */
package daxplane.machine.definition;
