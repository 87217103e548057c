package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.labels.MemoryType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Persistent memory that only the boot loader's memory map knows: no DIMMs, no labels, pages mapped from the start. */
final class E820Topology {

    static final String DIRECTORY = "/sys/devices/platform/e820_pmem";

    private E820Topology() {
    }

    static Topology of(Kernel kernel) {
        NumaNodes nodes = new NumaNodes(kernel);
        List<RegionDescription> regions = kernel.firmware().e820Pmem().stream().map(range -> region(range, nodes)).toList();
        return new Topology(BusDescription.plain(Topology.Provider.E820), DIRECTORY, List.of(), regions);
    }

    private static RegionDescription region(AddressRange range, NumaNodes nodes) {
        OptionalInt target = nodes.ofAddress(range.start());
        // Of what no table speaks no node is the closest (corpus acc-memmap-hole: -1).
        int closest = target.isPresent() ? nodes.closestOnline(target) : NumaNodes.NONE;
        return new RegionDescription(range, true, List.of(), Optional.empty(), MemoryType.PERSISTENT.guid(), OptionalInt.empty(),
                closest, target, Optional.empty(), true);
    }
}
