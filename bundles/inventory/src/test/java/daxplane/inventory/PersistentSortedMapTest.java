package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PersistentSortedMapTest {

    @Property
    void behavesAsATreeMapDoes(@ForAll("maps") TreeMap<Long, String> before, @ForAll("keys") Long key) {
        var ours = PersistentSortedMap.copyOf(before);

        assertSame(ours, before);
        assertSame(ours.with(key, "new"), withEntry(before, key));
        assertSame(ours.without(key), withoutEntry(before, key));
        assertSame(ours.headMap(key), before.headMap(key));
        assertSame(ours.tailMap(key), before.tailMap(key));
        assertSame(ours.subMap(key, key + 7), before.subMap(key, key + 7));
        assertThat(ours).as("the original stays as it was").isEqualTo(before);
    }

    @Property
    void differencesLeadFromOneToTheOther(@ForAll("maps") TreeMap<Long, String> one, @ForAll("maps") TreeMap<Long, String> other) {
        var before = PersistentSortedMap.copyOf(one);
        var after = PersistentSortedMap.copyOf(other);

        var replayed = before;
        var keys = new ArrayList<Long>();
        for (Change<Long, String> change : before.differences(after)) {
            keys.add(change.key());
            replayed = change.removed() ? replayed.without(change.key()) : replayed.with(change.key(), change.after().orElseThrow());
            assertThat(change.before()).isEqualTo(Optional.ofNullable(one.get(change.key())));
        }

        assertThat(replayed).isEqualTo(after);
        assertThat(keys).isSorted().doesNotHaveDuplicates().hasSize(differing(one, other));
        assertThat(before.equals(after)).isEqualTo(one.equals(other));
    }

    @Property
    void isTheSameHoweverItCameAbout(@ForAll("maps") TreeMap<Long, String> entries, @ForAll List<Long> others) {
        var detour = PersistentSortedMap.<Long, String>empty();
        for (Long other : others) {
            detour = detour.with(other, "passing");
        }
        for (var entry : entries.descendingMap().entrySet()) {
            detour = detour.with(entry.getKey(), entry.getValue());
        }
        for (Long other : others) {
            detour = entries.containsKey(other) ? detour : detour.without(other);
        }

        assertThat(detour).isEqualTo(PersistentSortedMap.copyOf(entries)).hasSameHashCodeAs(entries);
    }

    @Test
    void keepsItselfWhenNothingChanges() {
        var map = PersistentSortedMap.<String, Integer>empty().with("dax0.0", 1000).with("dax2.0", 2000);

        assertThat(map.with("dax0.0", 1000)).isSameAs(map);
        assertThat(map.without("dax1.0")).isSameAs(map);
        assertThat(map.headMap("dax9")).isSameAs(map);
    }

    @Test
    void refusesToBeChangedAndToHoldNull() {
        var map = PersistentSortedMap.<String, Integer>empty().with("a", 1);

        assertThatThrownBy(() -> map.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.with("b", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> PersistentSortedMap.<String, Integer>empty().firstKey()).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> map.subMap("b", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    /** 50,000 memory blocks are 6 TiB in blocks of 128 MiB. Comparisons are counted, so that the test needs no clock. */
    @Test
    void oneChangeAmongFiftyThousandCostsAHandfulOfComparisons() {
        var map = PersistentSortedMap.<Counted, String>empty();
        for (int number = 0; number < 50_000; number++) {
            map = map.with(new Counted(number), "offline");
        }
        var before = map;

        assertThat(comparisonsOf(() -> before.with(new Counted(31_337), "online"))).isLessThan(150);
        assertThat(comparisonsOf(() -> before.without(new Counted(31_337)))).isLessThan(150);
        assertThat(comparisonsOf(() -> before.subMap(new Counted(100), new Counted(200)).size())).isLessThan(150);
        var after = before.with(new Counted(31_337), "online").without(new Counted(7));
        assertThat(comparisonsOf(() -> assertThat(before.differences(after)).hasSize(2))).isLessThan(600);
    }

    @Provide
    static Arbitrary<TreeMap<Long, String>> maps() {
        return Arbitraries.maps(keys(), Arbitraries.of("a", "b")).ofMaxSize(40).map(TreeMap::new);
    }

    @Provide
    static Arbitrary<Long> keys() {
        return Arbitraries.longs().between(-20, 40);
    }

    private static long comparisonsOf(Runnable work) {
        Counted.comparisons = 0;
        work.run();
        return Counted.comparisons;
    }

    private static int differing(Map<Long, String> one, Map<Long, String> other) {
        var keys = new TreeMap<Long, String>(one);
        keys.putAll(other);
        keys.keySet().removeIf(key -> one.containsKey(key) && one.get(key).equals(other.get(key)));
        return keys.size();
    }

    private static TreeMap<Long, String> withEntry(TreeMap<Long, String> map, Long key) {
        var changed = new TreeMap<>(map);
        changed.put(key, "new");
        return changed;
    }

    private static TreeMap<Long, String> withoutEntry(TreeMap<Long, String> map, Long key) {
        var changed = new TreeMap<>(map);
        changed.remove(key);
        return changed;
    }

    private static void assertSame(SortedMap<Long, String> ours, SortedMap<Long, String> model) {
        assertThat(List.copyOf(ours.entrySet())).isEqualTo(List.copyOf(model.entrySet()));
        assertThat(ours).hasSize(model.size()).isEqualTo(model);
        assertThat(List.copyOf(ours.reversed().keySet())).isEqualTo(List.copyOf(model.reversed().keySet()));
        model.forEach((key, value) -> assertThat(ours.get(key)).isEqualTo(value));
        if (!model.isEmpty()) {
            assertThat(ours.firstKey()).isEqualTo(model.firstKey());
            assertThat(ours.lastKey()).isEqualTo(model.lastKey());
        }
    }

    private record Counted(int number) implements Comparable<Counted> {

        private static long comparisons;

        @Override
        public int compareTo(Counted other) {
            comparisons++;
            return Integer.compare(number, other.number);
        }
    }
}
