package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.core.KernelSetup.ForeignLine;
import java.util.ArrayList;
import java.util.List;

/** A resource tree in the making: siblings do not overlap, and what lies inside another line is below it. */
final class ResourceLines {

    private static final class Line {

        private final AddressRange range;
        private final String name;
        private final List<Line> below = new ArrayList<>();

        Line(AddressRange range, String name) {
            this.range = range;
            this.name = name;
        }
    }

    private final List<Line> top = new ArrayList<>();

    /** Below the innermost line around it, with what it is around below it; not at all where it lies across a border. */
    void insert(AddressRange range, String name) {
        tryInsert(range, name, false);
    }

    /** Around a line of the same range; where it lies across the border of another one, it grows until it is around it. */
    void insertAround(AddressRange range, String name) {
        AddressRange grown = range;
        for (List<Line> conflicts = tryInsert(grown, name, true); !conflicts.isEmpty(); conflicts = tryInsert(grown, name, true)) {
            AddressRange other = conflicts.getFirst().range;
            long start = Long.compareUnsigned(other.start(), grown.start()) < 0 ? other.start() : grown.start();
            long end = Long.compareUnsigned(other.last(), grown.last()) > 0 ? other.end() : grown.end();
            grown = new AddressRange(start, end);
        }
    }

    /** Gives the name to what nothing at the top takes of the range. */
    void fill(AddressRange range, String name) {
        long from = range.start();
        for (Line line : List.copyOf(top)) {
            if (line.range.overlaps(range)) {
                if (Long.compareUnsigned(from, line.range.start()) < 0) {
                    insert(new AddressRange(from, line.range.start()), name);
                }
                from = line.range.end();
            }
        }
        if (Long.compareUnsigned(from, range.end()) < 0) {
            insert(new AddressRange(from, range.end()), name);
        }
    }

    /** Outer lines first. */
    List<ForeignLine> lines() {
        List<ForeignLine> lines = new ArrayList<>();
        top.forEach(line -> collect(line, lines));
        return List.copyOf(lines);
    }

    /** @return those that it lies across, and then it is not inserted */
    private List<Line> tryInsert(AddressRange range, String name, boolean aroundEqual) {
        List<Line> level = top;
        while (true) {
            List<Line> overlapping = level.stream().filter(line -> line.range.overlaps(range)).toList();
            if (overlapping.size() == 1 && overlapping.getFirst().range.contains(range)
                    && !(aroundEqual && overlapping.getFirst().range.equals(range))) {
                level = overlapping.getFirst().below;
                continue;
            }
            List<Line> across = overlapping.stream().filter(line -> !range.contains(line.range)).toList();
            if (across.isEmpty()) {
                Line line = new Line(range, name);
                line.below.addAll(overlapping);
                level.removeAll(overlapping);
                level.add(line);
                level.sort((one, other) -> one.range.compareTo(other.range));
            }
            return across;
        }
    }

    private static void collect(Line line, List<ForeignLine> into) {
        into.add(new ForeignLine(line.range, line.name));
        line.below.forEach(below -> collect(below, into));
    }
}
