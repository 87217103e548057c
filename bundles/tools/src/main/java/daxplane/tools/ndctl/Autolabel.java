package daxplane.tools.ndctl;

import daxplane.host.HostException;
import daxplane.labels.AreaLayout;
import daxplane.labels.LabelFormat;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.Mapping;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Region;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/** Gives a region without labels labels, where all of its DIMMs have room for them. */
final class Autolabel {

    private static final List<String> NEEDED = List.of("get_size", "get_data", "set_data");

    private final Session session;
    private final NdControl control;

    Autolabel(Session session) {
        this.session = session;
        this.control = new NdControl(session);
    }

    /** Whether all DIMMs of a region have a label area. */
    static boolean possible(Region region) {
        var dimms = region.mappings().stream().map(Mapping::dimm).toList();
        return !dimms.isEmpty() && dimms.stream().allMatch(dimm -> NEEDED.stream().allMatch(dimm::understands));
    }

    /** Whether the region has labels afterwards. It is disabled and enabled for it. */
    boolean apply(Region region) {
        var dimms = region.mappings().stream().map(Mapping::dimm).toList();
        control.disable(region);
        var inUse = dimms.stream().filter(Dimm::active).toList();
        inUse.forEach(dimm -> session.stderr("  Warning: " + dimm.name() + " is active in " + region.name() + ", failing autolabel\n\n"));
        if (inUse.isEmpty() && !dimms.stream().allMatch(dimm -> initialise(dimm, LabelFormat.V1_2))) {
            dimms.forEach(dimm -> initialise(dimm, LabelFormat.V1_1));
        }
        control.enable(region);
        return region.namespaceType() == NamespaceType.PMEM;
    }

    /** Whether the kernel counts as many slots as there are: one that does not know the format does not. */
    private boolean initialise(Dimm dimm, LabelFormat format) {
        if (new DimmMedium(session, dimm).initialise(format) != Outcome.DONE) {
            return true;
        }
        control.disable(dimm);
        control.enable(dimm);
        return slots(dimm, format) == session.sysfs().smallNumber(dimm.attribute("available_slots")).orElse(-1) + 1;
    }

    private int slots(Dimm dimm, LabelFormat format) {
        try {
            return AreaLayout.of(new DimmMedium(session, dimm).areaBytes(), format).map(AreaLayout::slots).orElse(0);
        } catch (HostException unreadable) {
            return 0;
        }
    }
}
