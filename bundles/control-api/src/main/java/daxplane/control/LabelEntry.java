package daxplane.control;

/**
 * A label in a slot of a DIMM's label area: what the DIMM knows of one namespace.
 *
 * @param uuid     of the namespace
 * @param name     that people gave it; empty text: none
 * @param dpa      where its part on this DIMM begins, an offset inside the DIMM
 * @param bytes    its part on this DIMM, not the whole namespace
 * @param position of this part, from 0
 * @param parts    DIMMs that it lies on
 * @param use      what it is set aside for: {@code btt}, {@code pfn}, {@code dax}; empty text: nothing
 */
public record LabelEntry(int slot, String uuid, String name, long dpa, long bytes, int position, int parts, String use) {
}
