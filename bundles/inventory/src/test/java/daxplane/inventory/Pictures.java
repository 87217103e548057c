package daxplane.inventory;

import daxplane.inventory.Namespace.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random pictures for properties. Names come from small pools, so that two pictures have most objects in common and differ in
 * their details; no rule of the kernel holds in them, because facts must work for every picture.
 */
public final class Pictures {

    private static final List<String> DIMMS = List.of("nmem0", "nmem1", "nmem10");
    private static final List<String> REGIONS = List.of("region0", "region1", "region2");
    private static final List<String> NAMESPACES = List.of("namespace0.0", "namespace0.1", "namespace1.0", "namespace2.0");
    private static final List<String> DAX = List.of("dax0.0", "dax0.1", "dax2.0", "dax-1.0");
    private static final List<String> DRIVERS = List.of("device_dax", "kmem", "fsdev_dax");
    private static final List<String> MODULES = List.of("nfit", "device_dax", "kmem", "dax_pmem");
    private static final List<Long> BLOCKS = LongStream.range(0, 24).boxed().toList();
    private static final List<Integer> NODES = IntStream.range(0, 4).boxed().toList();

    private Pictures() {
    }

    public static Arbitrary<Inventory> any() {
        var objects = Combinators.combine(named(DIMMS, Pictures::dimm), named(REGIONS, Pictures::region),
                named(NAMESPACES, Pictures::namespace), named(DAX, Pictures::daxDevice), named(BLOCKS, Pictures::block),
                named(NODES, Pictures::node)).as((dimms, regions, namespaces, devices, blocks, nodes) -> new Inventory(
                        MemoryPolicy.NONE, 0, dimms, regions, namespaces, devices, blocks, nodes, new TreeSet<>(),
                        new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>()));
        return Combinators.combine(objects, policy(), Arbitraries.longs().between(0, 3), Arbitraries.subsetOf(MODULES),
                reservation().set().ofMaxSize(6), Arbitraries.subsetOf(ids()), settings(), labelAreas()).as(Pictures::complete)
                .flatMap(picture -> Combinators.combine(disk().list().ofMaxSize(3), use().list().ofMaxSize(4)).as((disks, uses) -> {
                    var stacked = picture.change();
                    disks.forEach(stacked::put);
                    uses.forEach(stacked::addUse);
                    return stacked.build();
                }));
    }

    private static Inventory complete(Inventory objects, MemoryPolicy policy, long memTotal, Set<String> modules,
            Set<Reservation> reservations, Set<List<String>> ids, Map<String, String> settings, Map<String, LabelArea> labelAreas) {
        var picture = objects.change().policy(policy).memTotalKib(memTotal);
        modules.forEach(picture::addModule);
        reservations.forEach(picture::addReservation);
        ids.forEach(id -> picture.addId(id.getFirst(), id.getLast()));
        settings.forEach(picture::set);
        labelAreas.forEach(picture::labelArea);
        return picture.build();
    }

    private static <K extends Comparable<K>, V> Arbitrary<TreeMap<K, V>> named(List<K> pool, Function<K, Arbitrary<V>> objectOf) {
        return Arbitraries.subsetOf(pool).flatMap(chosen -> {
            var names = List.copyOf(new TreeSet<>(chosen));
            return Combinators.combine(names.stream().map(objectOf).toList()).as(objects -> {
                var map = new TreeMap<K, V>();
                for (int i = 0; i < names.size(); i++) {
                    map.put(names.get(i), objects.get(i));
                }
                return map;
            });
        });
    }

    private static Arbitrary<Dimm> dimm(String name) {
        return Combinators.combine(Arbitraries.of("8680-1", "8680-2"), Arbitraries.longs().between(0, 2), flag(), flag(), flag(),
                flag(), cxl()).as((id, handle, enabled, active, labelled, locked, cxl) ->
                        new Dimm(name, id, handle, enabled, active, labelled, locked, OptionalInt.of(cxl.map(memory -> memory.regions().size()).orElse(3)), cxl));
    }

    private static Arbitrary<Optional<CxlMemory>> cxl() {
        return Combinators.combine(Arbitraries.longs().between(0, 2), Arbitraries.of("region0", "region1").list().ofMaxSize(2), small())
                .as((unassigned, regions, node) -> new CxlMemory("0000:0d:00.0", 2, 1, unassigned, node, regions)).optional();
    }

    private static Arbitrary<Region> region(String name) {
        var mappings = Combinators.combine(Arbitraries.of(DIMMS), Arbitraries.longs(), Arbitraries.integers().between(0, 1))
                .as((dimm, start, position) -> new Region.Mapping(dimm, start, 4096, position)).list().ofMaxSize(2);
        return Combinators.combine(range(), flag(), flag(), flag(), Arbitraries.longs(), small(), small(), mappings)
                .as((range, labelled, enabled, readOnly, cookie, node, target, maps) -> new Region(name, "/" + name, range, labelled,
                        enabled, readOnly, 1 << 24, cookie >>> 1, cookie >>> 2, cookie, node, target, maps));
    }

    private static Arbitrary<Namespace> namespace(String name) {
        return Combinators.combine(Arbitraries.of(REGIONS), uuid(), Arbitraries.of("", "ram", "the \"log\"\n"),
                Arbitraries.of(0L, 1L << 29, -1L), Arbitraries.of(Mode.class), flag(), optional("pfn0.1", "btt0.0"),
                optional("pmem0.1", "pmem0s")).as((region, uuid, alt, bytes, mode, enabled, personality, block) ->
                        new Namespace(name, region, uuid, alt, bytes, bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes),
                                mode, enabled, personality, uuid.filter(_ -> personality.isPresent()), block));
    }

    private static Arbitrary<DaxDevice> daxDevice(String name) {
        var place = Combinators.combine(optional("namespace0.0", "namespace0.1"), uuid())
                .as((namespace, uuid) -> new Object[] {namespace, uuid.map("uuid:"::concat).orElse("path:/region0")});
        return Combinators.combine(place, range().list().ofMaxSize(2), Arbitraries.of(0L, 1L << 28), optional(DRIVERS), small(),
                small(), flag()).as((where, ranges, bytes, driver, node, target, memmap) -> {
                    @SuppressWarnings("unchecked") // made four lines above
                    var namespace = (Optional<String>) where[0];
                    return new DaxDevice(name, "/region0/dax0.1", namespace, (String) where[1], ranges, bytes, 1 << 21, driver,
                            node, target, memmap);
                });
    }

    private static Arbitrary<MemoryBlock> block(long number) {
        var zones = optional(List.of(Zone.MOVABLE, Zone.NORMAL, Zone.MIXED));
        return Combinators.combine(small(), zones).as((node, zone) -> new MemoryBlock(number, node, zone));
    }

    private static Arbitrary<Node> node(int id) {
        return Combinators.combine(Arbitraries.of("", "0", "0-3"), flag(), Arbitraries.longs().between(0, 2),
                optional("memory_tier4", "memory_tier22")).as((cpus, memory, kib, tier) -> new Node(id, cpus, memory, kib, tier));
    }

    private static Arbitrary<MemoryPolicy> policy() {
        return Combinators.combine(Arbitraries.of(0L, 1L << 27), Arbitraries.of("offline", "online_movable"),
                Arbitraries.of("", "contig-zones"), Arbitraries.of("", "Y")).as(MemoryPolicy::new);
    }

    private static Arbitrary<Map<String, String>> settings() {
        return Arbitraries.maps(Arbitraries.of("/sys/bus/nd/devices/btt0.1/uuid", "/sys/bus/nd/devices/namespace0.0/force_raw", "/sys/block/pmem0/badblocks"),
                Arbitraries.of("1", "8 1\n16 2", "the \"log\"")).ofMaxSize(3);
    }

    private static Arbitrary<Map<String, LabelArea>> labelAreas() {
        return Arbitraries.maps(Arbitraries.of(DIMMS), Arbitraries.of(1, 5, 300, 4096, 9000).flatMap(Pictures::labelArea)).ofMaxSize(3);
    }

    /** With long runs, short ones, and what crosses a page. */
    static Arbitrary<LabelArea> labelArea(int bytes) {
        return Combinators.combine(Arbitraries.integers().between(0, bytes - 1), Arbitraries.integers().between(1, 80), Arbitraries.of(0, 1, 255)).as((offset, length, value) -> {
            var written = new byte[Math.min(length, bytes - offset)];
            java.util.Arrays.fill(written, value.byteValue());
            return new LabelExtent(offset, written);
        }).list().ofMaxSize(8).map(extents -> LabelArea.blank(bytes).with(extents));
    }

    private static Arbitrary<StackedDisk> disk() {
        return Combinators.combine(Arbitraries.of("pmem0p1", "dm-0", "dm-1"), Arbitraries.of(StackedDisk.Kind.class), Arbitraries.of(0L, 4096L, -1L),
                Arbitraries.of("", "data"), flag(), Arbitraries.of("pmem0", "dm-0", "dm-1").list().ofMaxSize(2))
                .as((name, kind, bytes, label, suspended, below) -> new StackedDisk(name, kind, bytes, bytes, label, suspended, below));
    }

    private static Arbitrary<DeviceUse> use() {
        return Combinators.combine(Arbitraries.of("pmem0", "dm-0", "dax0.0"), Arbitraries.of(DeviceUse.Kind.class), Arbitraries.integers().between(0, 1),
                Arbitraries.of("db", "ext4 on /mnt"), lease()).as((device, kind, pid, who, lease) ->
                new DeviceUse(device, kind, pid, who, Optional.of(lease).filter(_ -> kind == DeviceUse.Kind.LEASED)));
    }

    private static Arbitrary<DeviceLease> lease() {
        return Combinators.combine(Arbitraries.longs().between(1, 2), Arbitraries.longs().between(0, 1), Arbitraries.of(LeaseState.class), flag())
                .as((id, page, state, pinned) -> new DeviceLease(id, page, 512, state, 1, pinned));
    }

    private static Arbitrary<Reservation> reservation() {
        return Combinators.combine(range(), Arbitraries.integers().between(0, 2),
                Arbitraries.of("Persistent Memory", "dax0.0", "namespace0.0", "System RAM (kmem)")).as(Reservation::new);
    }

    private static List<List<String>> ids() {
        var ids = new ArrayList<List<String>>();
        DRIVERS.forEach(driver -> DAX.forEach(device -> ids.add(List.of(driver, device))));
        return ids;
    }

    private static Arbitrary<AddressRange> range() {
        return Combinators.combine(Arbitraries.of(0L, 1L << 27, 1L << 32, 1L << 63), Arbitraries.longs().between(1, 3))
                .as((start, blocks) -> AddressRange.ofSize(start, blocks << 27));
    }

    private static Arbitrary<Optional<String>> uuid() {
        return optional("00000001-1111-2222-3333-444444444441", "00000002-1111-2222-3333-444444444442");
    }

    private static Arbitrary<Optional<String>> optional(String... values) {
        return optional(List.of(values));
    }

    private static <T> Arbitrary<Optional<T>> optional(List<T> values) {
        return Arbitraries.of(values).injectNull(0.4).map(Optional::ofNullable);
    }

    private static Arbitrary<OptionalInt> small() {
        return Arbitraries.integers().between(-1, 2).map(value -> value < 0 ? OptionalInt.empty() : OptionalInt.of(value));
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }
}
