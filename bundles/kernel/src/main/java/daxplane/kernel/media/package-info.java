/**
 * Contents of the machine's memory that outlive power: DIMM media in files (QEMU's layout: capacity, then the label area),
 * and how physical addresses reach them through interleave sets.
 *
 * <pre>{@code
 *   var media = new DimmMedia(AddressMap.of(nfit), List.of(new Dimm(storage, capacityBytes, labelAreaBytes)));
 *   byte[] firstPage = media.read(0x100000000L, 4096);
 * }</pre>
 */
package daxplane.kernel.media;
