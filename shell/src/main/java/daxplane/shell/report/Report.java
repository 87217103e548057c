package daxplane.shell.report;

import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.inventory.Inventory;
import daxplane.shell.view.Lanes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** What a page tells of a span of a journal, collected while its records are read. Mutable, has one owner. */
public final class Report {

    /** More than anybody reads in one page. */
    static final int MOST_REFUSALS = 1_000;

    /** A command that was not begun. */
    record Refusal(long revision, Instant time, Event.Refused refused) {
    }

    private final long from;
    private final long to;
    private final Stories stories = new Stories();
    private final Timeline timeline;
    private final MapHistory maps;
    private final Lanes lanes = new Lanes(Optional.empty(), false);
    private final ArrayDeque<Refusal> refusals = new ArrayDeque<>();
    private long refused;
    private long records;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    /** @param from first revision of the span. @param to its last one, not before the first */
    public Report(long from, long to) {
        this.from = from;
        this.to = to;
        this.timeline = new Timeline(from, to);
        this.maps = new MapHistory(from);
    }

    /** Each record from revision 1 to the end of the span. @param observed what the machine was when it was applied */
    public void record(EventRecord record, Inventory observed) {
        boolean told = record.revision() >= from;
        maps.record(record, observed);
        lanes.record(record, observed, told);
        if (!told) {
            return;
        }
        records++;
        first = first.or(() -> Optional.of(record.time()));
        last = Optional.of(record.time());
        timeline.record(record);
        stories.record(record);
        if (record.event() instanceof Event.Refused event) {
            refused++;
            refusals.add(new Refusal(record.revision(), record.time(), event));
            if (refusals.size() > MOST_REFUSALS) {
                refusals.remove();
            }
        }
    }

    /** Behind the last record. */
    public void finish() {
        stories.finish();
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    long records() {
        return records;
    }

    Optional<Instant> first() {
        return first;
    }

    Optional<Instant> last() {
        return last;
    }

    Stories stories() {
        return stories;
    }

    Timeline timeline() {
        return timeline;
    }

    MapHistory maps() {
        return maps;
    }

    List<Lanes.Track> lanes() {
        return lanes.tracks();
    }

    /** The latest ones. */
    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** How many there are. */
    long refused() {
        return refused;
    }
}
