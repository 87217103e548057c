/**
 * Command lines as the originals parse them: bundled short options, values that follow or stick to their option, long
 * options abbreviated as far as they stay unique, {@code --no-} in front of every long option, arguments anywhere between
 * options, {@code --} before arguments that look like options.
 *
 * <p>A command line that cannot be parsed leaves with the words of the originals and the exit code 129.
 *
 * {@snippet file="daxplane/tools/options/PackageExample.java" region="example"}
 */
package daxplane.tools.options;
