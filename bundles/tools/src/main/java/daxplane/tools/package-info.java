/**
 * The administrators' tools {@code ndctl} and {@code daxctl} of version 76.1, word for word, as operations on the port.
 *
 * <p>Owns their command lines, their JSON, their messages and their exit codes. Reads only {@link daxplane.host.Host};
 * changes a machine only through an {@link daxplane.host.EffectSink}, in the originals' order, so that the caller can
 * record every effect with its result. Keeps no state between runs.
 *
 * {@snippet file="daxplane/tools/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.tools;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
