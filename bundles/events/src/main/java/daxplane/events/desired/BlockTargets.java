package daxplane.events.desired;


import daxplane.inventory.BlockRange;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Zone;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each memory block of a device is wanted to be, block by block: the value of the option {@link #OPTION}, with which
 * a recovery tells a mode to bring back exactly what was. Blocks that it does not name follow the other options.
 *
 * <pre>
 *   33-34:movable,35:kernel,36:offline
 * </pre>
 */
public record BlockTargets(SortedMap<Long, Target> wishes) {

    /** Name of the option that carries it. */
    public static final String OPTION = "blocks";

    /** What is accepted at most: twice what a plan has steps for, which is more than any machine has in one device. */
    public static final int MOST_BLOCKS = 140_000;

    public static final BlockTargets NONE = new BlockTargets(new TreeMap<>());

    /** Of one block. */
    public enum Target {
        MOVABLE, KERNEL, OFFLINE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a block is now, as a wish. */
        public static Target of(MemoryBlock block) {
            return block.zone().map(zone -> zone == Zone.MOVABLE ? MOVABLE : KERNEL).orElse(OFFLINE);
        }
    }

    public BlockTargets {
        wishes = Collections.unmodifiableSortedMap(new TreeMap<>(wishes));
    }

    public Optional<Target> of(long block) {
        return Optional.ofNullable(wishes.get(block));
    }

    /** Runs of equal neighbours, as the class comment shows. */
    public String text() {
        var out = new StringBuilder();
        Long first = null;
        long last = 0;
        Target wish = Target.OFFLINE;
        for (var entry : wishes.entrySet()) {
            if (first != null && entry.getKey() == last + 1 && entry.getValue() == wish) {
                last++;
                continue;
            }
            append(out, first, last, wish);
            first = entry.getKey();
            last = first;
            wish = entry.getValue();
        }
        append(out, first, last, wish);
        return out.toString();
    }

    private static void append(StringBuilder out, Long first, long last, Target wish) {
        if (first != null) {
            out.append(out.isEmpty() ? "" : ",").append(first).append(first == last ? "" : "-" + last).append(':').append(wish.word());
        }
    }

    /** @return empty when the text has not the shape that {@link #text} gives */
    public static Optional<BlockTargets> parse(String text) {
        var wishes = new TreeMap<Long, Target>();
        long named = 0;
        for (String run : text.split(",", -1)) {
            int colon = run.indexOf(':');
            var blocks = colon < 0 ? Optional.<BlockRange>empty() : blocks(run.substring(0, colon));
            var wish = colon < 0 ? Optional.<Target>empty() : wish(run.substring(colon + 1));
            if (blocks.isEmpty() || wish.isEmpty()) {
                return Optional.empty();
            }
            named += blocks.get().count();
            if (named > MOST_BLOCKS) {
                return Optional.empty();
            }
            blocks.get().numbers().forEach(number -> wishes.put(number, wish.get()));
        }
        return Optional.of(new BlockTargets(wishes));
    }

    /** The first block of which a text that {@link #parse} takes says two different things; the later one counts there. */
    public static Optional<Long> contradicted(String text) {
        var wishes = new TreeMap<Long, Target>();
        for (String run : text.split(",", -1)) {
            var one = parse(run).orElse(NONE).wishes();
            var twice = one.entrySet().stream().filter(wish -> wishes.getOrDefault(wish.getKey(), wish.getValue()) != wish.getValue()).findFirst();
            if (twice.isPresent()) {
                return twice.map(Map.Entry::getKey);
            }
            wishes.putAll(one);
        }
        return Optional.empty();
    }

    private static Optional<BlockRange> blocks(String text) {
        if (!text.matches("\\d{1,15}(-\\d{1,15})?")) {
            return Optional.empty();
        }
        String[] ends = text.split("-");
        long first = Long.parseLong(ends[0]);
        long last = Long.parseLong(ends[ends.length - 1]);
        return last < first || last - first >= MOST_BLOCKS ? Optional.empty() : Optional.of(new BlockRange(first, last - first + 1));
    }

    private static Optional<Target> wish(String word) {
        for (Target wish : Target.values()) {
            if (wish.word().equals(word)) {
                return Optional.of(wish);
            }
        }
        return Optional.empty();
    }
}
