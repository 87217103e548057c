package daxplane.journal.disk;

import java.util.ArrayList;
import java.util.List;

/** Where some records start, so that a record is found without going through all before it. Not thread-safe. */
final class RevisionIndex {

    /** Records between two marks: 64 are gone through in the time of one small read, and a million need 16 thousand marks. */
    private static final int SPACING = 64;

    /** A record and where it starts. */
    record Mark(long revision, Position position) {
    }

    /** Ascending. */
    private final List<Mark> marks = new ArrayList<>();

    RevisionIndex() {
        marks.add(new Mark(1, Position.START));
    }

    /** A record that is passed now: marked when the last mark is far enough behind. */
    void add(long revision, Position start) {
        if (revision >= marks.getLast().revision() + SPACING) {
            marks.add(new Mark(revision, start));
        }
    }

    /** Of a segment that is passed by. */
    void add(SegmentSummary summary) {
        if (summary.first() > marks.getLast().revision()) {
            marks.add(new Mark(summary.first(), new Position(summary.segment(), 0)));
        }
        for (Mark mark : summary.marks()) {
            if (mark.revision() > marks.getLast().revision()) {
                marks.add(mark);
            }
        }
    }

    /** The last mark at or before a revision. */
    Mark before(long revision) {
        int low = 0;
        int high = marks.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (marks.get(middle).revision() <= revision) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return marks.get(low);
    }
}
