/**
 * {@code cxl}: lists the cxl bus and makes persistent regions of its memory devices. Only what was recorded of the original is
 * here: {@code list} of one kind or of a bus with everything below it, and {@code create-region -t pmem}.
 */
package daxplane.tools.cxl;
