package daxplane.shell.view;

import daxplane.control.HistoryEntry;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.View;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What happened, a line each. For people one operation says once who did it and why, and what it did to one memory block after
 * the other is one line.
 */
public final class HistoryView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HistoryView() {
    }

    /** What happened to an object that is there. */
    public static View of(String object, List<HistoryEntry> entries) {
        return of(entries, "nothing is recorded of " + object + ": it is as it was when the journal began");
    }

    static View of(List<HistoryEntry> entries) {
        return of(entries, "nothing is recorded");
    }

    private static View of(List<HistoryEntry> entries, String whenEmpty) {
        var whole = table().whenEmpty(whenEmpty);
        entries.forEach(entry -> whole.row(entry.revision(), time(entry.time()), entry.what(), by(entry), entry.actor(), entry.reason()));
        var folded = table().whenEmpty(whenEmpty);
        var before = "";
        for (var line : lines(entries)) {
            var entry = line.entry();
            boolean same = !entry.command().isEmpty() && entry.cause().text().equals(before);
            folded.row(line.revisions(), time(entry.time()), line.what(), same ? Cell.NONE : by(entry), same ? "" : entry.actor(), same ? "" : entry.reason());
            before = entry.cause().text();
        }
        return new Folded(whole, folded);
    }

    private static Table table() {
        return new Table(List.of(Column.number("revision", "REV"), Column.text("time"), Column.wrapped("what"), Column.wrapped("by"),
                Column.text("actor", "WHO"), Column.wrapped("reason")));
    }

    /** @param last revision of the last entry that is folded into the first */
    private record Line(HistoryEntry entry, String what, long last) {

        String revisions() {
            return last == entry.revision() ? String.valueOf(last) : Math.min(entry.revision(), last) + "-" + Math.max(entry.revision(), last);
        }
    }

    private static List<Line> lines(List<HistoryEntry> entries) {
        var lines = new ArrayList<Line>();
        for (var entry : entries) {
            var what = BlockRuns.folded(entry.what());
            var before = lines.isEmpty() ? null : lines.getLast();
            var both = before == null || !before.entry().cause().text().equals(entry.cause().text()) ? List.of(what)
                    : BlockRuns.folded(List.of(before.what(), what));
            if (before != null && both.size() == 1 && before.entry().cause().text().equals(entry.cause().text())) {
                lines.removeLast();
                lines.add(new Line(before.entry(), both.getFirst().toString(), entry.revision()));
            } else {
                lines.add(new Line(entry, what, entry.revision()));
            }
        }
        return lines;
    }

    private static Cell by(HistoryEntry entry) {
        return Cell.of(entry.command().isEmpty() ? entry.cause().text() : entry.command() + (entry.cause().text().isEmpty() ? "" : " (" + entry.cause().text() + ")"));
    }

    static Cell time(Instant time) {
        return Cell.of(time.toString(), TIME.format(time));
    }
}
