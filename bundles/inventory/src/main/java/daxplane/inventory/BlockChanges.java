package daxplane.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What became of memory blocks between two pictures, consecutive blocks with one fate together.
 *
 * <p>The kernel takes a block offline before it removes it or gives it another zone, and adds blocks offline; the facts say
 * so even when nobody looked in between.
 */
record BlockChanges(List<Fact> offlined, List<Fact> removed, List<Fact> added, List<Fact> onlined) {

    static BlockChanges between(SortedMap<Long, MemoryBlock> before, SortedMap<Long, MemoryBlock> after) {
        var offlined = new Runs<Boolean>();
        var removed = new Runs<Boolean>();
        var added = new Runs<OptionalInt>();
        var onlined = new Runs<Zone>();
        for (var change : PersistentSortedMap.copyOf(before).differences(PersistentSortedMap.copyOf(after))) {
            long number = change.key();
            var was = change.before();
            var is = change.after();
            boolean moved = !was.map(MemoryBlock::node).equals(is.map(MemoryBlock::node));
            was.filter(MemoryBlock::online).ifPresent(_ -> offlined.add(number, true));
            was.filter(_ -> moved).ifPresent(_ -> removed.add(number, true));
            is.filter(_ -> moved).ifPresent(block -> added.add(number, block.node()));
            is.flatMap(MemoryBlock::zone).ifPresent(zone -> onlined.add(number, zone));
        }
        return new BlockChanges(
                offlined.facts((blocks, _) -> new Fact.BlocksOfflined(blocks)),
                removed.facts((blocks, _) -> new Fact.BlocksRemoved(blocks)),
                added.facts((blocks, node) -> new Fact.BlocksAdded(blocks, node.orElse(-1))),
                onlined.facts(Fact.BlocksOnlined::new));
    }

    /** Block numbers that arrive in ascending order, gathered into ranges as long as they follow each other with one fate. */
    private static final class Runs<F> {

        private final List<BlockRange> ranges = new ArrayList<>();
        private final List<F> fates = new ArrayList<>();

        void add(long number, F fate) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).last() + 1 == number && fates.get(last).equals(fate)) {
                ranges.set(last, new BlockRange(ranges.get(last).first(), ranges.get(last).count() + 1));
            } else {
                ranges.add(new BlockRange(number, 1));
                fates.add(fate);
            }
        }

        List<Fact> facts(FactOf<F> factOf) {
            var facts = new ArrayList<Fact>();
            for (int i = 0; i < ranges.size(); i++) {
                facts.add(factOf.apply(ranges.get(i), fates.get(i)));
            }
            return facts;
        }
    }

    private interface FactOf<F> {
        Fact apply(BlockRange blocks, F fate);
    }
}
