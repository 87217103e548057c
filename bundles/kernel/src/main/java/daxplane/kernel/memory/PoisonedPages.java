package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Pages that the kernel has taken out of use, by page number, and what it counts of them. The mark is in the page structs and goes with
 * them; the counters of nodes stay until the next boot, also of a node that is gone. docs/kernel/errors.md 3; corpus err-hwp-*.
 */
final class PoisonedPages implements Persistent {

    static final String KEY = "memory/poison";
    private static final int KIB_PER_PAGE = 4;
    private static final String NODE = "node.";

    /** What became of a page that failed. */
    enum Outcome {
        IGNORED, FAILED, DELAYED, RECOVERED
    }

    private final Kernel kernel;
    private final NavigableSet<Long> marked = new TreeSet<>();
    private final Map<Integer, Map<Outcome, Long>> counters = new TreeMap<>();
    private long counted;

    PoisonedPages(Kernel kernel) {
        this.kernel = kernel;
    }

    boolean marked(long page) {
        return marked.contains(page);
    }

    List<Long> all() {
        return List.copyOf(marked);
    }

    boolean anyMarked(PageRange pages) {
        return !in(pages.start(), pages.end()).isEmpty();
    }

    /** What /proc/meminfo calls HardwareCorrupted. */
    long corruptedKib() {
        return counted * KIB_PER_PAGE;
    }

    /** @param word as the files of {@code nodeN/memory_failure} are called */
    long count(int node, String word) {
        Map<Outcome, Long> of = counters.getOrDefault(node, Map.of());
        return word.equals("total") ? of.values().stream().mapToLong(Long::longValue).sum()
                : of.getOrDefault(Outcome.valueOf(word.toUpperCase(java.util.Locale.ROOT)), 0L);
    }

    /** A page is taken out of use. */
    void mark(long page) {
        marked.add(page);
        counted++;
        tell();
    }

    /** A failure was dealt with, which the node of the page counts. */
    void count(int node, Outcome outcome) {
        counters.computeIfAbsent(node, _ -> new EnumMap<>(Outcome.class)).merge(outcome, 1L, Long::sum);
        kernel.touched(NodeDevice.directory(node));
        tell();
    }

    /** The page structs are made anew while the pages stay bad for the counter: as blocks come online before 6.2, and as devices do. */
    void forgetMarks(AddressRange range) {
        if (take(range) > 0) {
            tell();
        }
    }

    /** The page structs are gone, and what they counted. */
    void forget(AddressRange range) {
        int gone = take(range);
        if (gone > 0) {
            counted -= gone;
            tell();
        }
    }

    private int take(AddressRange range) {
        List<Long> gone = in(range.start() >>> PageRange.PAGE_SHIFT, range.end() >>> PageRange.PAGE_SHIFT);
        gone.forEach(marked::remove);
        return gone.size();
    }

    private List<Long> in(long start, long end) {
        return new ArrayList<>(marked.subSet(start, end));
    }

    private void tell() {
        kernel.changed(this);
        kernel.touched("/proc/meminfo");
    }

    @Override
    public StateRecord document() {
        Map<String, String> values = new TreeMap<>();
        values.put("counted", Long.toString(counted));
        values.put("pages", marked.stream().map(Long::toHexString).collect(Collectors.joining(" ")));
        counters.forEach((node, of) -> of.forEach((outcome, count) -> values.put(NODE + node + "." + outcome, Long.toString(count))));
        return StateRecord.of(MemorySubsystem.NAME, KEY, values);
    }

    void restore(StateRecord document) {
        counted = Long.parseLong(document.value("counted"));
        for (String page : document.value("pages").split(" ")) {
            if (!page.isEmpty()) {
                marked.add(Long.parseUnsignedLong(page, 16));
            }
        }
        document.values().forEach((key, value) -> {
            if (key.startsWith(NODE)) {
                String[] fields = key.substring(NODE.length()).split("\\.");
                counters.computeIfAbsent(Integer.valueOf(fields[0]), _ -> new EnumMap<>(Outcome.class)).put(Outcome.valueOf(fields[1]), Long.valueOf(value));
            }
        });
    }
}
