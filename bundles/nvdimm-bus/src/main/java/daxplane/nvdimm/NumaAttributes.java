package daxplane.nvdimm;

import daxplane.kernel.Attribute;
import java.util.ArrayList;
import java.util.List;

/** The two attributes of regions, and of what lies in them, that tell where the memory is. */
final class NumaAttributes {

    private NumaAttributes() {
    }

    static List<Attribute> of(RegionDescription region) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.readOnly("numa_node", () -> region.numaNode() + "\n"));
        region.targetNode().ifPresent(node -> attributes.add(Attribute.readOnly("target_node", () -> node + "\n")));
        return attributes;
    }
}
