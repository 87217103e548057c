package daxplane.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One picture of a machine. Immutable; every collection is sorted, so that equal machines give equal pictures in every
 * order of looking.
 *
 * @param memTotalKib  MemTotal of the machine
 * @param driverIds    id list of each dax driver. Attributes can not show it (it is write-only), so it is folded from effects
 */
public record Inventory(MemoryPolicy policy, long memTotalKib, SortedMap<String, Dimm> dimms, SortedMap<String, Region> regions,
        SortedMap<String, Namespace> namespaces, SortedMap<String, DaxDevice> daxDevices, SortedMap<Long, MemoryBlock> blocks,
        SortedMap<Integer, Node> nodes, SortedSet<String> modules, SortedSet<Reservation> reservations,
        SortedMap<String, SortedSet<String>> driverIds) {

    public static final Inventory EMPTY = new Inventory(MemoryPolicy.NONE, 0, sortedMap(), sortedMap(), sortedMap(), sortedMap(),
            sortedMap(), sortedMap(), sortedSet(), sortedSet(), sortedMap());

    private static <K, V> SortedMap<K, V> sortedMap() {
        return Collections.emptySortedMap();
    }

    private static <T> SortedSet<T> sortedSet() {
        return Collections.emptySortedSet();
    }

    /** A sorted, unmodifiable copy. */
    public static <K extends Comparable<K>, V> SortedMap<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** A sorted, unmodifiable copy. */
    public static <T extends Comparable<T>> SortedSet<T> sorted(Set<T> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }
}
