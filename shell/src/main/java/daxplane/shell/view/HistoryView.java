package daxplane.shell.view;

import daxplane.control.HistoryEntry;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What happened, a line each. */
public final class HistoryView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private HistoryView() {
    }

    /** What happened to an object that is there. */
    public static Table table(String object, List<HistoryEntry> pasts) {
        return table(pasts).whenEmpty("nothing is recorded of " + object + ": it is as it was when the journal began");
    }

    public static Table table(List<HistoryEntry> pasts) {
        var table = new Table(List.of(Column.number("revision", "REV"), Column.text("time"), Column.wrapped("what"), Column.wrapped("by"),
                Column.text("actor", "WHO"), Column.wrapped("reason"))).whenEmpty("nothing is recorded");
        for (var past : pasts) {
            table.row(past.revision(), time(past.time()), past.what(), by(past), past.actor(), past.reason());
        }
        return table;
    }

    private static Cell by(HistoryEntry past) {
        return Cell.of(past.command().isEmpty() ? past.operation() : past.command() + " (" + past.operation() + ")");
    }

    static Cell time(Instant time) {
        return Cell.of(time.toString(), TIME.format(time));
    }
}
