package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.ControlRegion;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.NvdimmHardware;
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
 *
 * <p>A handle becomes a DIMM when a mapping of it belongs to persistent memory, to a control range, or to no range. The first control
 * region of an index is the one. Flags of all mappings of a DIMM count. Relations that lead nowhere fail the whole table, and with
 * it the bus ({@link #failure}).
 */
final class NfitTopology {

    private static final String PLATFORM = "/sys/devices/platform/";
    static final String DIRECTORY = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00";

    /** Bits of the platform capabilities structure, and of a range's flags. */
    private static final int CPU_CACHE_FLUSHED = 1;
    private static final int MEMORY_CONTROLLER_FLUSHED = 2;
    private static final int PAGE = 4096;
    /** Parts of one region. */
    private static final int MOST_MAPPINGS = 32;

    private final Kernel kernel;
    private final Firmware.Nfit whole;
    /** The kernel's own test ranges lie where there is no memory: their addresses belong to no node. */
    private final boolean emulated;
    private final Firmware.Nfit nfit;
    private final NvdimmHardware hardware;
    private final NumaNodes nodes;
    private final List<Long> handles;

    private NfitTopology(Kernel kernel, Firmware.Nfit whole, Firmware.Nfit nfit, NvdimmHardware hardware) {
        this.kernel = kernel;
        this.whole = whole;
        this.emulated = !hardware.module().equals(NvdimmHardware.ACPI);
        this.nfit = nfit;
        this.hardware = hardware;
        this.nodes = new NumaNodes(kernel);
        this.handles = nfit.dimms().stream().filter(handle -> !mappings(handle).isEmpty()).toList();
    }

    static Topology of(Kernel kernel, int bus) {
        NvdimmHardware hardware = NvdimmHardware.of(kernel);
        NvdimmHardware.Bus own = hardware.buses().get(bus);
        BusDescription description = new BusDescription(Topology.Provider.NFIT, bus, own.provider(), hardware.module(), own.commands());
        NfitTopology topology = read(kernel, bus);
        return new Topology(description, description.emulated() ? PLATFORM + own.provider() : DIRECTORY, topology.dimms(), topology.regions());
    }

    /** How many buses the machine's tables describe. */
    static int buses(Kernel kernel) {
        return kernel.firmware().nfit().map(nfit -> nfit.ranges().stream().mapToInt(SystemRange::bus).max().orElse(0) + 1).orElse(0);
    }

    private static NfitTopology read(Kernel kernel, int bus) {
        Firmware.Nfit nfit = kernel.firmware().nfit()
                .orElseThrow(() -> new IllegalStateException("there is no NFIT, and yet somebody asks what it says"));
        return new NfitTopology(kernel, nfit, nfit.ofBus(bus), NvdimmHardware.of(kernel));
    }

    /** Why the kernel registers nothing of the table, not even its bus; empty when nothing is wrong with it. */
    static Optional<String> failure(Kernel kernel, int bus) {
        NfitTopology topology = read(kernel, bus);
        return topology.missingControl().or(topology::failedRegion);
    }

    private Optional<String> missingControl() {
        return handles.stream().flatMap(handle -> mappings(handle).stream())
                .filter(mapping -> mapping.controlIndex() != 0 && control(mapping).isEmpty()
                        && mappings(mapping.handle()).stream().takeWhile(earlier -> earlier != mapping).noneMatch(earlier -> control(earlier).isPresent()))
                .findFirst().map(mapping -> "SPA " + mapping.rangeIndex() + " missing DCR " + mapping.controlIndex());
    }

    private Optional<String> failedRegion() {
        for (SystemRange range : registered()) {
            List<MemoryMapping> parts = parts(range);
            Optional<MemoryMapping> unknown = parts.stream().filter(part -> !handles.contains(part.handle())).findFirst();
            if (unknown.isPresent()) {
                return Optional.of("spa%d dimm: 0x%x not found".formatted(range.index(), unknown.get().handle()));
            }
            if (parts.size() > MOST_MAPPINGS) {
                return Optional.of("spa" + range.index() + " exceeds max mappings " + MOST_MAPPINGS);
            }
            if (parts.stream().anyMatch(part -> part.bytes() % PAGE != 0 || part.dpaStart() % PAGE != 0)) {
                return Optional.of("spa" + range.index() + ": mappings must be page aligned");
            }
        }
        return Optional.empty();
    }

    /** Those that make a DIMM of the handle. */
    private List<MemoryMapping> mappings(long handle) {
        return nfit.mappings().stream().filter(mapping -> mapping.handle() == handle).filter(this::makesADimm).toList();
    }

    private boolean makesADimm(MemoryMapping mapping) {
        return mapping.rangeIndex() == 0 || nfit.ranges().stream().filter(range -> range.index() == mapping.rangeIndex())
                .anyMatch(range -> isOf(range, MemoryType.PERSISTENT) || isOf(range, MemoryType.CONTROL_REGION));
    }

    private static boolean isOf(SystemRange range, MemoryType type) {
        return MemoryType.of(UUID.fromString(range.type())).filter(of -> of == type).isPresent();
    }

    private List<DimmDescription> dimms() {
        List<DimmDescription> dimms = new ArrayList<>();
        for (long handle : handles) {
            List<MemoryMapping> own = mappings(handle);
            int media = whole.dimms().indexOf(handle);
            int flags = nfit.mappings().stream().filter(mapping -> mapping.handle() == handle).mapToInt(MemoryMapping::flags).reduce(0, (a, b) -> a | b);
            int formats = own.stream().anyMatch(mapping -> mapping.rangeIndex() != 0) ? 1 : 0;
            dimms.add(new DimmDescription(OptionalInt.of(media), kernel.media().labelAreaBytes(media), handle, telling(own).physicalId(), flags,
                    formats, control(handle), nfit.flushHints().contains(handle), hardware.dimm(media)));
        }
        return dimms;
    }

    /** The one whose numbers count: the last without memory, or else of the last range. */
    private MemoryMapping telling(List<MemoryMapping> own) {
        List<Integer> memory = nfit.ranges().stream().filter(range -> isOf(range, MemoryType.PERSISTENT)).map(SystemRange::index).toList();
        List<MemoryMapping> without = own.stream().filter(mapping -> !memory.contains(mapping.rangeIndex())).toList();
        return without.isEmpty() ? own.stream().max(Comparator.comparingInt(mapping -> memory.indexOf(mapping.rangeIndex()))).orElseThrow() : without.getLast();
    }

    /** That of the first mapping that has one, also for what its other mappings name. */
    private Optional<ControlRegion> control(long handle) {
        return mappings(handle).stream().flatMap(mapping -> control(mapping).stream()).findFirst();
    }

    private Optional<ControlRegion> control(MemoryMapping mapping) {
        return nfit.controls().stream().filter(control -> control.index() == mapping.controlIndex() && control.index() != 0).findFirst();
    }

    /** What becomes a region: memory with an index, and virtual disks even without. */
    private List<SystemRange> registered() {
        return nfit.ranges().stream().filter(SystemRange::isMemory)
                .filter(range -> range.index() != 0 || !isOf(range, MemoryType.PERSISTENT) && !isOf(range, MemoryType.VOLATILE)).toList();
    }

    private List<MemoryMapping> parts(SystemRange range) {
        return nfit.mappings().stream().filter(mapping -> range.index() != 0 && mapping.rangeIndex() == range.index()).toList();
    }

    private List<RegionDescription> regions() {
        return failedRegion().isPresent() ? List.of() : registered().stream().map(this::region).toList();
    }

    private RegionDescription region(SystemRange range) {
        List<MemoryMapping> parts = parts(range);
        MemoryType type = MemoryType.of(UUID.fromString(range.type())).orElseThrow();
        boolean persistent = type == MemoryType.PERSISTENT || type == MemoryType.PERSISTENT_VIRTUAL_DISK || type == MemoryType.PERSISTENT_VIRTUAL_CD;
        OptionalInt own = nodes.ofDomain(range.proximityDomain());
        OptionalInt byAddress = nodes.ofAddress(range.range().start());
        return new RegionDescription(range.range(), persistent, pieces(parts), cookie(parts), type.guid(), OptionalInt.of(range.index()),
                nodes.closestOnline(own.isPresent() || emulated ? own : byAddress), own.isPresent() ? own : byAddress, domain(), false);
    }

    private List<RegionDescription.Piece> pieces(List<MemoryMapping> mappings) {
        Map<MemoryMapping, Integer> positions = new LinkedHashMap<>();
        mappings.stream().sorted(Comparator.comparing(MemoryMapping::regionOffset, Long::compareUnsigned))
                .forEach(mapping -> positions.put(mapping, positions.size()));
        return mappings.stream().map(mapping -> new RegionDescription.Piece(handles.indexOf(mapping.handle()),
                AddressRange.ofSize(mapping.dpaStart(), mapping.bytes()), positions.get(mapping))).toList();
    }

    private Optional<InterleaveCookie> cookie(List<MemoryMapping> mappings) {
        if (mappings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(InterleaveCookie.of(mappings.stream().map(this::member).toList()));
    }

    private InterleaveCookie.Member member(MemoryMapping mapping) {
        return control(mapping.handle()).map(control -> new InterleaveCookie.Member(mapping.regionOffset(), (int) control.serial(), control.vendor(),
                control.manufacturingDate(), control.manufacturingLocation())).orElseGet(() -> new InterleaveCookie.Member(mapping.regionOffset(), 0, 0, 0, 0));
    }

    private Optional<String> domain() {
        int capabilities = nfit.platformCapabilities().orElse(0);
        if ((capabilities & CPU_CACHE_FLUSHED) != 0) {
            return Optional.of("cpu_cache");
        }
        return (capabilities & MEMORY_CONTROLLER_FLUSHED) != 0 ? Optional.of("memory_controller") : Optional.empty();
    }
}
