package daxplane.inventory;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a CXL memory device has besides what every memory module has: it is divided when regions are made of it, not by labels alone.
 *
 * @param function        PCI function, {@code 0000:0d:00.0}
 * @param persistentBytes its persistent capacity
 * @param volatileBytes   its volatile capacity
 * @param unassignedBytes of the persistent capacity, what is part of no region
 * @param node            the NUMA node that it is near to
 * @param regions         kernel names of the regions that it serves, in order
 */
public record CxlMemory(String function, long persistentBytes, long volatileBytes, long unassignedBytes, OptionalInt node, List<String> regions) {

    public CxlMemory {
        regions = List.copyOf(regions);
    }
}
