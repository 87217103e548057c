package daxplane.journal.disk;

import java.util.ArrayList;
import java.util.List;

/** Where every 64th record starts, so that a record is found without going through all before it. Not thread-safe. */
final class RevisionIndex {

    /** Records between two marks: 64 are gone through in the time of one small read, and a million need 16 thousand marks. */
    private static final int SPACING = 64;

    /** A record and where it starts. */
    record Mark(long revision, Position position) {
    }

    private final List<Mark> marks = new ArrayList<>();

    RevisionIndex() {
        marks.add(new Mark(1, Position.START));
    }

    void add(long revision, Position start) {
        if (revision % SPACING == 0 && revision > marks.getLast().revision()) {
            marks.add(new Mark(revision, start));
        }
    }

    /** The last mark at or before a revision. */
    Mark before(long revision) {
        int at = (int) Math.min(Math.max(revision, 0) / SPACING, marks.size() - 1L);
        return marks.get(at);
    }
}
