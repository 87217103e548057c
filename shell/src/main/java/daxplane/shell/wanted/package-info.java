/**
 * Machine files: text that says what should be where, and the command that makes it so. Pure but for the reading of the file.
 *
 * <pre>
 *   var file = MachineFile.parse("data = fsdax\nspool = sector region=region0 size=64M\n");
 *   var command = new Differences(picture, modes, Options.NONE).command(file, false);
 * </pre>
 */
package daxplane.shell.wanted;
