package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ranges that do not overlap, in ascending order; those that touch stay apart. Immutable. In text {@code 4096+256 8192+512}, start
 * and length in decimal.
 */
record Ranges(List<AddressRange> all) {

    static final Ranges NONE = new Ranges(List.of());

    Ranges {
        all = List.copyOf(all);
    }

    static Ranges parse(String text) {
        return new Ranges(Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).map(word -> {
            int plus = word.indexOf('+');
            return AddressRange.ofSize(Long.parseUnsignedLong(word.substring(0, plus)), Long.parseUnsignedLong(word.substring(plus + 1)));
        }).toList());
    }

    String text() {
        return all.stream().map(range -> Long.toUnsignedString(range.start()) + "+" + Long.toUnsignedString(range.bytes()))
                .collect(Collectors.joining(" "));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** What overlaps becomes one. */
    Ranges with(AddressRange added) {
        long start = added.start();
        long end = added.end();
        List<AddressRange> rest = new ArrayList<>();
        for (AddressRange range : all) {
            if (range.start() < end && start < range.end()) {
                start = Math.min(start, range.start());
                end = Math.max(end, range.end());
            } else {
                rest.add(range);
            }
        }
        return sorted(rest, List.of(new AddressRange(start, end)));
    }

    /** All of them at once, in time that grows with their number only. */
    Ranges with(List<AddressRange> added) {
        List<AddressRange> sorted = sorted(all, added).all;
        List<AddressRange> merged = new ArrayList<>();
        for (AddressRange range : sorted) {
            if (!merged.isEmpty() && range.start() < merged.getLast().end()) {
                AddressRange last = merged.removeLast();
                merged.add(new AddressRange(last.start(), Math.max(last.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return new Ranges(merged);
    }

    private static Ranges sorted(List<AddressRange> some, List<AddressRange> others) {
        List<AddressRange> ranges = new ArrayList<>(some);
        ranges.addAll(others);
        ranges.sort(Comparator.comparing(AddressRange::start));
        return new Ranges(ranges);
    }

    Ranges without(AddressRange removed) {
        List<AddressRange> rest = new ArrayList<>();
        for (AddressRange range : all) {
            if (!range.overlaps(removed)) {
                rest.add(range);
                continue;
            }
            if (range.start() < removed.start()) {
                rest.add(new AddressRange(range.start(), removed.start()));
            }
            if (range.end() > removed.end()) {
                rest.add(new AddressRange(removed.end(), range.end()));
            }
        }
        return new Ranges(rest);
    }

    /** The parts that lie inside. */
    List<AddressRange> within(AddressRange limits) {
        return all.stream().filter(range -> range.start() < limits.end() && limits.start() < range.end())
                .map(range -> new AddressRange(Math.max(range.start(), limits.start()), Math.min(range.end(), limits.end()))).toList();
    }

    boolean hits(AddressRange range) {
        return all.stream().anyMatch(it -> it.start() < range.end() && range.start() < it.end());
    }
}
