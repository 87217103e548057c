package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * Structures in table order; order decides names (nmem by control regions and mappings, region by ranges). A machine with
     * several buses has a table for each: {@link #merged} makes one of them.
     *
     * @param flushHints handles of DIMMs with an address that a write to makes everything before it durable
     */
    public record Nfit(int revision, List<SystemRange> ranges, List<MemoryMapping> mappings, List<ControlRegion> controls,
            List<Interleave> interleaves, Optional<Integer> platformCapabilities, Set<Long> flushHints) {

        private static final int BUS_SHIFT = 16;
        /** What an index can be within a table. */
        private static final int INDEX = 0xffff;

        /** A table without flush hints. */
        public Nfit(int revision, List<SystemRange> ranges, List<MemoryMapping> mappings, List<ControlRegion> controls,
                List<Interleave> interleaves, Optional<Integer> platformCapabilities) {
            this(revision, ranges, mappings, controls, interleaves, platformCapabilities, Set.of());
        }

        /** Device handles in ascending order, as the kernel numbers its DIMMs: position {@code i} is {@code nmemI} and {@code dimmI.img}. */
        public List<Long> dimms() {
            return mappings.stream().map(MemoryMapping::handle).distinct().sorted(Long::compareUnsigned).toList();
        }

        /** Ranges of memory in which no device has a part: a virtual disk, or what a hypervisor or a RAM disk publishes. */
        public List<SystemRange> withoutDevices() {
            return ranges.stream().filter(SystemRange::isMemory)
                    .filter(range -> mappings.stream().noneMatch(mapping -> mapping.rangeIndex() == range.index() && (range.index() & INDEX) != 0)).toList();
        }

        /**
         * The tables of all buses as one: indexes, which are numbers of 16 bits within a table, get the number of the bus above
         * these bits. Revision and capabilities are those of the first; {@link #ofBus} gives a table back.
         */
        public static Nfit merged(List<Nfit> tables) {
            List<SystemRange> ranges = new ArrayList<>();
            List<MemoryMapping> mappings = new ArrayList<>();
            List<ControlRegion> controls = new ArrayList<>();
            List<Interleave> interleaves = new ArrayList<>();
            Set<Long> hints = new TreeSet<>();
            for (int bus = 0; bus < tables.size(); bus++) {
                int above = bus << BUS_SHIFT;
                Nfit table = tables.get(bus);
                table.ranges.forEach(it -> ranges.add(new SystemRange(above | it.index, it.flags, it.proximityDomain, it.type, it.range, it.attributes)));
                table.mappings.forEach(it -> mappings.add(new MemoryMapping(it.handle, it.physicalId, it.regionId, above | it.rangeIndex,
                        above | it.controlIndex, it.bytes, it.regionOffset, it.dpaStart, above | it.interleaveIndex, it.interleaveWays, it.flags)));
                table.controls.forEach(it -> controls.add(new ControlRegion(above | it.index, it.vendor, it.device, it.revision, it.subsystemVendor,
                        it.subsystemDevice, it.subsystemRevision, it.validFields, it.manufacturingLocation, it.manufacturingDate, it.serial,
                        it.format, it.windows)));
                table.interleaves.forEach(it -> interleaves.add(new Interleave(above | it.index, it.lineBytes, it.offsets)));
                hints.addAll(table.flushHints);
            }
            Nfit first = tables.getFirst();
            return new Nfit(first.revision, List.copyOf(ranges), List.copyOf(mappings), List.copyOf(controls), List.copyOf(interleaves),
                    first.platformCapabilities, Set.copyOf(hints));
        }

        /** What the table of one bus says, as it says it. Capabilities are told of the first bus alone. */
        public Nfit ofBus(int bus) {
            return new Nfit(revision,
                    ranges.stream().filter(it -> it.bus() == bus).map(it -> new SystemRange(it.index & INDEX, it.flags, it.proximityDomain, it.type, it.range,
                            it.attributes)).toList(),
                    mappings.stream().filter(it -> it.rangeIndex >>> BUS_SHIFT == bus).map(it -> new MemoryMapping(it.handle, it.physicalId, it.regionId,
                            it.rangeIndex & INDEX, it.controlIndex & INDEX, it.bytes, it.regionOffset, it.dpaStart, it.interleaveIndex & INDEX,
                            it.interleaveWays, it.flags)).toList(),
                    controls.stream().filter(it -> it.index >>> BUS_SHIFT == bus).map(it -> new ControlRegion(it.index & INDEX, it.vendor, it.device,
                            it.revision, it.subsystemVendor, it.subsystemDevice, it.subsystemRevision, it.validFields, it.manufacturingLocation,
                            it.manufacturingDate, it.serial, it.format, it.windows)).toList(),
                    interleaves.stream().filter(it -> it.index >>> BUS_SHIFT == bus).map(it -> new Interleave(it.index & INDEX, it.lineBytes, it.offsets)).toList(),
                    bus == 0 ? platformCapabilities : Optional.empty(), flushHints);
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

        /** Number of the bus whose table it stands in. */
        public int bus() {
            return index >>> Nfit.BUS_SHIFT;
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
