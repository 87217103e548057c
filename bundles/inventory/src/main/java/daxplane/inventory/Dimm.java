package daxplane.inventory;

import java.util.OptionalInt;

/**
 * An NVDIMM.
 *
 * @param name     kernel name, {@code nmem0}; not stable over boots
 * @param id       identity given by the manufacturer, {@code 8680-56341200}; stable
 * @param handle   NFIT device handle
 * @param enabled  whether its driver {@code nvdimm} is bound
 * @param active   whether an enabled region uses it
 * @param labelled whether it carries a label area with a valid index
 * @param locked   whether security locks it
 * @param freeSlots label slots that are still free; empty when it has no labels
 */
public record Dimm(String name, String id, long handle, boolean enabled, boolean active, boolean labelled, boolean locked,
        OptionalInt freeSlots) {
}
