/**
 * Blueprints: machine definitions in the making, for whoever has seen a machine and wants another one like it.
 *
 * <p>Owns how a definition is written: names of files, properties, images. What a blueprint accepts, a boot accepts, because
 * the same parser has read it.
 *
 * {@snippet file="daxplane/blueprint/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.blueprint;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
