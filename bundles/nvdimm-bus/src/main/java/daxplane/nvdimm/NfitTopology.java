package daxplane.nvdimm;

import daxplane.kernel.Firmware;
import daxplane.kernel.Kernel;
import daxplane.inventory.AddressRange;
import daxplane.labels.InterleaveCookie;
import daxplane.labels.MemoryType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * DIMMs and regions of an NFIT, named as Linux names them: DIMMs in the order of their handles, regions in the order of the
 * ranges in the table.
 */
final class NfitTopology {

    static final String DIRECTORY = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00";

    /** Bits of the platform capabilities structure, and of a range's flags. */
    private static final int CPU_CACHE_FLUSHED = 1;
    private static final int MEMORY_CONTROLLER_FLUSHED = 2;
    private static final int PAGE = 4096;

    private final Kernel kernel;
    private final Firmware.Nfit nfit;
    private final NumaNodes nodes;
    private final List<Long> handles;

    private NfitTopology(Kernel kernel, Firmware.Nfit nfit) {
        this.kernel = kernel;
        this.nfit = nfit;
        this.nodes = new NumaNodes(kernel);
        this.handles = nfit.dimms().stream().sorted().toList();
    }

    static Topology of(Kernel kernel) {
        Firmware.Nfit nfit = kernel.firmware().nfit()
                .orElseThrow(() -> new IllegalStateException("there is no NFIT, and yet somebody asks what it says"));
        NfitTopology topology = new NfitTopology(kernel, nfit);
        return new Topology(Topology.Provider.NFIT, DIRECTORY, topology.dimms(), topology.regions());
    }

    private List<DimmDescription> dimms() {
        List<DimmDescription> dimms = new ArrayList<>();
        for (long handle : handles) {
            List<Firmware.MemoryMapping> own = nfit.mappings().stream().filter(mapping -> mapping.handle() == handle).toList();
            Firmware.MemoryMapping first = own.getFirst();
            int media = nfit.dimms().indexOf(handle);
            List<Firmware.ControlRegion> controls = own.stream().flatMap(mapping -> control(mapping).stream()).distinct().toList();
            int formats = (int) Math.max(1, controls.stream().map(Firmware.ControlRegion::format).distinct().count());
            dimms.add(new DimmDescription(OptionalInt.of(media), kernel.media().labelAreaBytes(media), handle, first.physicalId(),
                    first.flags(), formats, controls.isEmpty() ? unknown() : controls.getFirst()));
        }
        return dimms;
    }

    private Optional<Firmware.ControlRegion> control(Firmware.MemoryMapping mapping) {
        return nfit.controls().stream().filter(control -> control.index() == mapping.controlIndex()).findFirst();
    }

    private static Firmware.ControlRegion unknown() {
        return new Firmware.ControlRegion(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private List<RegionDescription> regions() {
        List<RegionDescription> regions = new ArrayList<>();
        for (Firmware.SystemRange range : nfit.ranges()) {
            Optional<MemoryType> type = MemoryType.of(UUID.fromString(range.type()));
            if (type.filter(t -> t == MemoryType.PERSISTENT || t == MemoryType.VOLATILE).isPresent() && range.index() != 0) {
                region(range, type.get()).ifPresent(regions::add);
            }
        }
        return regions;
    }

    private Optional<RegionDescription> region(Firmware.SystemRange range, MemoryType type) {
        List<Firmware.MemoryMapping> mappings = nfit.mappings().stream()
                .filter(mapping -> mapping.rangeIndex() == range.index()).toList();
        if (mappings.stream().anyMatch(m -> m.bytes() % PAGE != 0 || m.dpaStart() % PAGE != 0)) {
            kernel.log(3, "nfit: range " + range.index() + ": mappings must be page aligned");
            return Optional.empty();
        }
        OptionalInt own = nodes.ofDomain(range.proximityDomain());
        OptionalInt target = own.isPresent() ? own : nodes.ofAddress(range.range().start());
        return Optional.of(new RegionDescription(range.range(), type == MemoryType.PERSISTENT, pieces(mappings), cookie(mappings),
                type.guid(), OptionalInt.of(range.index()), nodes.closestOnline(own), target, domain(), false));
    }

    private List<RegionDescription.Piece> pieces(List<Firmware.MemoryMapping> mappings) {
        Map<Firmware.MemoryMapping, Integer> positions = new LinkedHashMap<>();
        mappings.stream().sorted(Comparator.comparing(Firmware.MemoryMapping::regionOffset, Long::compareUnsigned))
                .forEach(mapping -> positions.put(mapping, positions.size()));
        return mappings.stream().map(mapping -> new RegionDescription.Piece(handles.indexOf(mapping.handle()),
                AddressRange.ofSize(mapping.dpaStart(), mapping.bytes()), positions.get(mapping))).toList();
    }

    private Optional<InterleaveCookie> cookie(List<Firmware.MemoryMapping> mappings) {
        if (mappings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(InterleaveCookie.of(mappings.stream().map(mapping -> {
            Firmware.ControlRegion control = control(mapping).orElseGet(NfitTopology::unknown);
            return new InterleaveCookie.Member(mapping.regionOffset(), (int) control.serial(), control.vendor(),
                    control.manufacturingDate(), control.manufacturingLocation());
        }).toList()));
    }

    private Optional<String> domain() {
        int capabilities = nfit.platformCapabilities().orElse(0);
        if ((capabilities & CPU_CACHE_FLUSHED) != 0) {
            return Optional.of("cpu_cache");
        }
        return (capabilities & MEMORY_CONTROLLER_FLUSHED) != 0 ? Optional.of("memory_controller") : Optional.empty();
    }
}
