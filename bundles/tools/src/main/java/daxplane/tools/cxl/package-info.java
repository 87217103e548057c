/**
 * {@code cxl}: lists the cxl bus and makes persistent regions of its memory devices. {@code list} has the original's choice of
 * objects without its filters and its details (health, partitions, alerts); {@code create-region} makes regions of the type pmem.
 * Recorded of both is what stands in corpus cxl61-pmem and cxl61-interleave; the rest follows the original's published manual.
 */
package daxplane.tools.cxl;
