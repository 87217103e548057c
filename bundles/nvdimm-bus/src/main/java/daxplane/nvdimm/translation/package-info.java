/**
 * Block translation, as the drivers of disks see it: what module nd_btt exports to module nd_pmem.
 *
 * <p>Owns the contract alone, so that neither driver knows the other.
 *
 * {@snippet file="daxplane/nvdimm/translation/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.nvdimm.translation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
