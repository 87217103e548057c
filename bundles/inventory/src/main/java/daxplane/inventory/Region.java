package daxplane.inventory;

import java.util.List;
import java.util.OptionalInt;

/**
 * A range of physical memory that one interleave set, or one DIMM, or the firmware provides.
 *
 * @param name        kernel name, {@code region0}
 * @param path        device path below /sys/devices, stable over boots for label-less regions
 * @param range       where it lies; starts at 0, as /proc/iomem has it, when only root may see addresses
 * @param labelled    whether namespaces come from labels ({@code nstype} 5) or the region is one namespace ({@code nstype} 4)
 * @param enabled     whether its driver is bound
 * @param alignBytes  unit of namespace sizes
 * @param cookie      interleave set cookie, 0 when there is none
 */
public record Region(String name, String path, AddressRange range, boolean labelled, boolean enabled, boolean readOnly,
        long alignBytes, long availableBytes, long maxAvailableExtentBytes, long cookie, OptionalInt numaNode,
        OptionalInt targetNode, List<Mapping> mappings) {

    public Region {
        mappings = List.copyOf(mappings);
    }

    /** The part of a DIMM that serves the region. {@code position} is its place in the interleave set. */
    public record Mapping(String dimm, long dpaStart, long bytes, int position) {
    }
}
