/**
 * Command lines as the originals parse them: bundled short options, values that follow or stick to their option, long
 * options abbreviated as far as they stay unique, {@code --no-} in front of every long option, arguments anywhere between
 * options, {@code --} before arguments that look like options.
 *
 * <p>A command line that cannot be parsed leaves with the words of the originals and the exit code 129.
 *
 * <pre>{@code
 *   switch (new CommandLine(command).parse(List.of("-BDRNi", "--region", "region0"))) {
 *       case Parsed.Accepted(var options, var arguments) -> list(options.text("region"));
 *       case Parsed.Rejected(var exitCode, var stdout, var stderr) -> console.stderr(stderr);
 *   }
 * }</pre>
 */
package daxplane.tools.options;
