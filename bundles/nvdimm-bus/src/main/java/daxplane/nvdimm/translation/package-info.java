/**
 * Block translation, as the drivers of disks see it: what module nd_btt exports to module nd_pmem.
 *
 * <p>Owns the contract alone, so that neither driver knows the other.
 *
 * <pre>{@code
 *   var translation = kernel.symbol(BlockTranslation.class).orElseThrow();
 *   Sectors sectors = translation.attach(medium, new BlockTranslation.Configuration("nd_pmem btt0.0", uuid, parent, 4096, 2, 0, false));
 *   byte[] sector = sectors.read(0, 4096);
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.nvdimm.translation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
