/**
 * Info blocks: what lies at the start of a namespace and says how the rest of it is used. Bytes and arithmetic, no device.
 *
 * <p>Owns the layouts of PFN and DAX blocks (struct pages) and of BTT blocks (sectors that are written as a whole or not at
 * all). Parsing takes any bytes. Source: docs/kernel/namespaces.md 3 and 4.
 *
 * {@snippet file="daxplane/nvdimm/info/PackageExample.java" region="example"}
 */
@Export
@Version("1.0.0")
package daxplane.nvdimm.info;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
