package daxplane.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One picture of a machine. Immutable; every collection is sorted, so that equal machines give equal pictures in every
 * order of looking. Objects are filed under their kernel name, memory blocks and nodes under their number.
 *
 * <p>The collections are persistent: a picture that differs in one object shares the rest with the picture it was made from,
 * and what they share costs neither {@link Difference} nor {@link #equals} anything. Maps of other kinds that come through the
 * constructor are copied once. To change several things at a time, take an {@link InventoryBuilder}.
 *
 * @param memTotalKib  MemTotal of the machine
 * @param modules      kernel modules that are loaded, all of them
 * @param reservations lines of /proc/iomem; none when only root may see addresses
 * @param driverIds    id list of each dax driver that has one. Attributes cannot show it (it is write-only), so it is folded
 *                     from effects; a driver without ids is not in here
 * @param settings     attributes that were set to something else than what the kernel gives a new object, and that no other part
 *                     tells of: {@code /sys/bus/nd/devices/namespace0.0/force_raw} is 1
 * @param disks        partitions and volumes that lie on disks of namespaces
 * @param labelAreas   what stands in the label areas of DIMMs, by the DIMM's name, where that can be seen without asking its
 *                     firmware; no attribute shows it
 * @param uses         who has a dax device, a disk of a namespace or one of {@code disks} open, mapped or mounted
 */
public record Inventory(MemoryPolicy policy, long memTotalKib, SortedMap<String, Dimm> dimms, SortedMap<String, Region> regions,
        SortedMap<String, Namespace> namespaces, SortedMap<String, DaxDevice> daxDevices, SortedMap<Long, MemoryBlock> blocks,
        SortedMap<Integer, Node> nodes, SortedSet<String> modules, SortedSet<Reservation> reservations,
        SortedMap<String, SortedSet<String>> driverIds, SortedMap<String, String> settings, SortedMap<String, StackedDisk> disks,
        SortedSet<DeviceUse> uses, SortedMap<String, LabelArea> labelAreas) {

    public static final Inventory EMPTY = new Inventory(MemoryPolicy.NONE, 0, PersistentSortedMap.empty(),
            PersistentSortedMap.empty(), PersistentSortedMap.empty(), PersistentSortedMap.empty(), PersistentSortedMap.empty(),
            PersistentSortedMap.empty(), PersistentSortedSet.empty(), PersistentSortedSet.empty(), PersistentSortedMap.empty(),
            PersistentSortedMap.empty(), PersistentSortedMap.empty(), PersistentSortedSet.empty(), PersistentSortedMap.empty());

    public Inventory {
        dimms = filed(dimms, Dimm::name);
        regions = filed(regions, Region::name);
        namespaces = filed(namespaces, Namespace::name);
        daxDevices = filed(daxDevices, DaxDevice::name);
        blocks = filed(blocks, MemoryBlock::number);
        nodes = filed(nodes, Node::id);
        modules = PersistentSortedSet.copyOf(modules);
        reservations = PersistentSortedSet.copyOf(reservations);
        driverIds = withoutEmptyLists(driverIds);
        settings = PersistentSortedMap.copyOf(settings);
        disks = filed(disks, StackedDisk::name);
        uses = PersistentSortedSet.copyOf(uses);
        labelAreas = PersistentSortedMap.copyOf(labelAreas);
    }

    private static <K extends Comparable<? super K>, V> SortedMap<K, V> filed(SortedMap<K, V> map, Function<V, K> nameOf) {
        if (map instanceof PersistentSortedMap<K, V> ours) {
            return ours;
        }
        map.forEach((key, value) -> {
            if (!nameOf.apply(value).equals(key)) {
                throw new IllegalArgumentException(nameOf.apply(value) + " is filed under " + key);
            }
        });
        return PersistentSortedMap.copyOf(map);
    }

    private static SortedMap<String, SortedSet<String>> withoutEmptyLists(SortedMap<String, SortedSet<String>> lists) {
        var kept = PersistentSortedMap.<String, SortedSet<String>>empty();
        for (var list : lists.entrySet()) {
            kept = list.getValue().isEmpty() ? kept : kept.with(list.getKey(), PersistentSortedSet.copyOf(list.getValue()));
        }
        return kept;
    }

    /** A builder that starts from this picture. */
    public InventoryBuilder change() {
        return new InventoryBuilder(this);
    }

    /** The blocks of {@code range} that exist. Cheap: it shares everything with {@link #blocks}. */
    public SortedMap<Long, MemoryBlock> blocksIn(BlockRange range) {
        return blocks.subMap(range.first(), range.last() + 1);
    }

    /** What stands in the label area of the DIMM with this {@link Dimm#identity}, whatever it is called here; empty when that is not known. */
    public Optional<LabelArea> labelAreaOf(String identity) {
        return dimms.values().stream().filter(dimm -> dimm.identity().equals(identity)).flatMap(dimm -> Optional.ofNullable(labelAreas.get(dimm.name())).stream()).findFirst();
    }

    /** Whether the platform has not armed a DIMM: what it holds may not outlive a loss of power. */
    public boolean unarmed(String dimm) {
        return Optional.ofNullable(settings.get("/sys/bus/nd/devices/" + dimm + "/nfit/flags")).filter(flags -> List.of(flags.split("\\s+")).contains("not_armed")).isPresent();
    }

    /** Whether {@code driver} takes a dax device called {@code device} by its id list. */
    public boolean hasId(String driver, String device) {
        return driverIds.containsKey(driver) && driverIds.get(driver).contains(device);
    }

    /** A sorted, unmodifiable copy. */
    public static <K extends Comparable<? super K>, V> SortedMap<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** A sorted, unmodifiable copy. */
    public static <T extends Comparable<? super T>> SortedSet<T> sorted(Set<T> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }
}
