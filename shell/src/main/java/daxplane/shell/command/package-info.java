/**
 * The commands that there are at the moment, whoever brings them, in one form.
 *
 * <p>Owns how words become a call: daxplane's own verbs are parsed by picocli, the administrators' tools parse their own
 * words, and commands of other bundles get them as they are. Help and completion come from the same descriptions.
 *
 * {@snippet file="daxplane/shell/command/PackageExample.java" region="example"}
 */
package daxplane.shell.command;
