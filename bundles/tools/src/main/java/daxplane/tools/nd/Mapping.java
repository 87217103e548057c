package daxplane.tools.nd;

/**
 * A DIMM's part in a region.
 *
 * @param offset   where it starts in the DIMM
 * @param length   bytes
 * @param position place in the interleave set; -1 when the kernel does not tell
 */
public record Mapping(Dimm dimm, long offset, long length, int position) {
}
