package daxplane.inventory;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A memory module with storage on it: an NVDIMM, or a CXL memory device.
 *
 * @param name     kernel name, {@code nmem0} or {@code mem0}; not stable over boots
 * @param id       identity given by the manufacturer, {@code 8680-56341200}, or {@code cxl:0x1000}, the serial number; stable
 * @param handle   NFIT device handle
 * @param enabled  whether its driver ({@code nvdimm}, {@code cxl_mem}) is bound
 * @param active   whether an enabled region uses it
 * @param labelled whether it carries a label area with a valid index
 * @param locked   whether security locks it
 * @param freeSlots label slots that are still free; empty when it has no labels
 * @param cxl      what a CXL memory device has besides; empty for an NVDIMM
 */
public record Dimm(String name, String id, long handle, boolean enabled, boolean active, boolean labelled, boolean locked,
        OptionalInt freeSlots, Optional<CxlMemory> cxl) {

    /** An NVDIMM. */
    public Dimm(String name, String id, long handle, boolean enabled, boolean active, boolean labelled, boolean locked, OptionalInt freeSlots) {
        this(name, id, handle, enabled, active, labelled, locked, freeSlots, Optional.empty());
    }

    /** What it is known by over boots. What tells no id (CXL memory on kernels before 6.2) is known by its name: two of them are two. */
    public String identity() {
        return id.isEmpty() ? "name:" + name : id;
    }
}
