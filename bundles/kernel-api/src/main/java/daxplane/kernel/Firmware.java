package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What firmware and boot loader told the kernel, parsed.
 *
 * @param nfit       NVDIMM firmware interface table; empty when there is none
 * @param affinity   memory affinity (SRAT): which range belongs to which proximity domain
 * @param processors processor to proximity domain, by processor number
 * @param distances  SLIT matrix, row by row; empty list when there is none
 * @param performance HMAT entries
 * @param e820Pmem   ranges of type 12 (memmap=SIZE!START)
 * @param softReserved ranges of specific-purpose memory
 * @param parameters kernel parameters and machine properties, as text
 */
public record Firmware(Optional<Nfit> nfit, List<MemoryAffinity> affinity, Map<Integer, Integer> processors,
        List<List<Integer>> distances, List<Performance> performance, List<AddressRange> e820Pmem,
        List<AddressRange> softReserved, Map<String, String> parameters) {

    /** A machine whose firmware says nothing. */
    public static final Firmware NONE = new Firmware(Optional.empty(), List.of(), Map.of(), List.of(), List.of(), List.of(),
            List.of(), Map.of());

    /**
     * Memory without memory devices, each range on a medium of its own behind those of the NFIT's DIMMs: first the boot loader's,
     * then what the NFIT describes that way.
     */
    public List<AddressRange> withoutDevices() {
        List<AddressRange> all = new ArrayList<>(e820Pmem);
        nfit.ifPresent(table -> table.withoutDevices().forEach(range -> all.add(range.range())));
        return List.copyOf(all);
    }

    /** @param hotpluggable not there at boot unless other tables say so; @param enabled whether the entry counts */
    public record MemoryAffinity(AddressRange range, int proximityDomain, boolean enabled, boolean hotpluggable, boolean nonVolatile) {
    }

    /**
     * @param kind read or write or both, latency in ns or bandwidth in MiB/s
     */
    public record Performance(int initiator, int target, Kind kind, long value) {
        public enum Kind {
            READ_LATENCY, WRITE_LATENCY, READ_BANDWIDTH, WRITE_BANDWIDTH
        }
    }

    /** Structures in table order; order decides names (nmem by control regions and mappings, region by ranges). */
    public record Nfit(int revision, List<SystemRange> ranges, List<MemoryMapping> mappings, List<ControlRegion> controls,
            List<Interleave> interleaves, Optional<Integer> platformCapabilities) {

        /** Device handles in ascending order, as the kernel numbers its DIMMs: position {@code i} is {@code nmemI} and {@code dimmI.img}. */
        public List<Long> dimms() {
            return mappings.stream().map(MemoryMapping::handle).distinct().sorted(Long::compareUnsigned).toList();
        }

        /** Ranges of memory in which no device has a part: a virtual disk, or what a hypervisor or a RAM disk publishes. */
        public List<SystemRange> withoutDevices() {
            return ranges.stream().filter(SystemRange::isMemory)
                    .filter(range -> mappings.stream().noneMatch(mapping -> mapping.rangeIndex() == range.index() && range.index() != 0)).toList();
        }
    }

    /** Type 0. @param type GUID in text form: persistent memory is 66f0d379-b4f3-4074-ac43-0d3318b78cdb */
    public record SystemRange(int index, int flags, OptionalInt proximityDomain, String type, AddressRange range, long attributes) {

        /** Memory, virtual disk, virtual CD. What is neither volatile nor persistent is registers. */
        private static final Set<String> VOLATILE = Set.of("7305944f-fdda-44e3-b16c-3f22d252e5d0",
                "77ab535a-45fc-624b-5560-f7b281d1f96e", "3d5abd30-4175-87ce-6d64-d2ade523c4bb");
        private static final Set<String> PERSISTENT = Set.of("66f0d379-b4f3-4074-ac43-0d3318b78cdb",
                "5cea02c9-4d07-69d3-269f-4496fbe096f9", "08018188-42cd-bb48-100f-5387d53ded3d");

        public boolean isMemory() {
            return isVolatile() || PERSISTENT.contains(type);
        }

        public boolean isVolatile() {
            return VOLATILE.contains(type);
        }
    }

    /** Type 1. @param handle NFIT device handle; sizes and offsets in bytes */
    public record MemoryMapping(long handle, int physicalId, int regionId, int rangeIndex, int controlIndex, long bytes,
            long regionOffset, long dpaStart, int interleaveIndex, int interleaveWays, int flags) {
    }

    /** Type 4; numbers as they stand in the table, little-endian. */
    public record ControlRegion(int index, int vendor, int device, int revision, int subsystemVendor, int subsystemDevice,
            int subsystemRevision, int validFields, int manufacturingLocation, int manufacturingDate, long serial, int format,
            int windows) {
    }

    /** Type 2. */
    public record Interleave(int index, int lineBytes, List<Long> offsets) {
    }
}
