/**
 * How another bundle brings a command to the console.
 *
 * <p>A service of type {@link daxplane.shell.extension.ConsoleCommand}, prototype scope, with the property {@code command}:
 * its name. The console completes it, lists it in {@code help} and runs it, from the moment the service is there until it is
 * gone. No library of the console's shows here.
 *
 * {@snippet file="daxplane/shell/extension/PackageExample.java" region="example"}
 */
@Export
@Version("1.1.0")
package daxplane.shell.extension;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
