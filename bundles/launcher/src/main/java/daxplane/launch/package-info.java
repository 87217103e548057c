/**
 * What the launcher and the application tell each other. The framework exports this package to the bundles.
 *
 * <p>Owns one start of the program: the launcher brings the framework up, takes the {@link Application} that a bundle
 * offers, runs it once on the main thread, and ends the process with the exit code it returns.
 *
 * {@snippet file="daxplane/launch/PackageExample.java" region="example"}
 */
@Export
@Version("1.1.0")
package daxplane.launch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
