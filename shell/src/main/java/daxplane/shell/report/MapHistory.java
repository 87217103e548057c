package daxplane.shell.report;

import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.inventory.Inventory;
import daxplane.shell.view.AddressMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The address map over a span: how it was before, how it is at the end, and as many moments between as there is room for. Mutable, has one owner. */
final class MapHistory {

    /** Positions of a slider that a hand still tells apart. */
    static final int MOST_MOMENTS = 200;
    /** Pieces of all maps together; what a page of some megabytes has room for. */
    static final int MOST_PIECES = 100_000;

    /** A picture of the machine, and the last record that belongs to it. */
    private record Seen(long revision, Instant time, Inventory picture) {
    }

    /** What a byte was at a moment. */
    record Moment(long revision, Instant time, AddressMap map) {

        int pieces() {
            return map.areas().stream().mapToInt(area -> area.spans().size()).sum();
        }
    }

    private final long from;
    private Optional<Seen> before = Optional.empty();
    private List<Seen> kept = new ArrayList<>();
    private Optional<Seen> last = Optional.empty();
    private long changes;
    private long stride = 1;

    /** @param from the first revision of the span */
    MapHistory(long from) {
        this.from = from;
    }

    /** Each record from the first of the journal on, with what was observed when it was applied. */
    void record(EventRecord record, Inventory observed) {
        if (!(record.event() instanceof Event.BootObserved) && !(record.event() instanceof Event.FactsObserved)) {
            return;
        }
        var seen = new Seen(record.revision(), record.time(), observed);
        if (record.revision() < from) {
            before = Optional.of(seen);
            return;
        }
        last = Optional.of(seen);
        if (changes++ % stride == 0) {
            kept.add(seen);
        }
        if (kept.size() > 2 * MOST_MOMENTS) {
            kept = everyOther(kept);
            stride *= 2;
        }
    }

    private static <T> List<T> everyOther(List<T> all) {
        var some = new ArrayList<T>();
        for (int at = 0; at < all.size(); at += 2) {
            some.add(all.get(at));
        }
        return some;
    }

    /** Looks that were recorded in the span. */
    long changes() {
        return changes;
    }

    /** The moments, each with another map than the one before it; the first is how it was before the span, or after its first look. */
    List<Moment> moments() {
        var all = new ArrayList<>(kept);
        before.ifPresent(seen -> all.addFirst(seen));
        last.filter(seen -> all.isEmpty() || !all.getLast().equals(seen)).ifPresent(all::add);
        var moments = new ArrayList<Moment>();
        for (Seen seen : thinned(all, MOST_MOMENTS)) {
            var map = AddressMap.of(seen.picture());
            if (moments.isEmpty() || !moments.getLast().map().equals(map)) {
                moments.add(new Moment(seen.revision(), seen.time(), map));
            }
        }
        int most = moments.stream().mapToInt(Moment::pieces).max().orElse(0);
        return thinned(moments, Math.clamp(MOST_PIECES / Math.max(1, most), 2, MOST_MOMENTS));
    }

    /** The first, the last, and others in equal distances between. */
    private static <T> List<T> thinned(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        var some = new ArrayList<T>();
        for (int at = 0; at < most; at++) {
            some.add(all.get((int) ((long) at * (all.size() - 1) / (most - 1))));
        }
        return some;
    }
}
