/**
 * How DIMMs are: what their firmware and the kernel tell of each, and what follows from it for an administrator.
 *
 * <p>Owns the reading ({@link daxplane.host.health.DimmHealth}) and the judgement ({@link daxplane.host.health.Verdict}), which is pure: the same numbers
 * give the same verdict. Values that cannot be are told as such and never believed.
 *
 * {@snippet file="daxplane/host/health/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.host.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
