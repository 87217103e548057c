package daxplane.tools;

/**
 * What a tool says to a command line without looking at a machine.
 *
 * @param exitCode the tool's own, 0..255
 */
public record Answer(int exitCode, String stdout, String stderr) {
}
