package daxplane.shell.view;

import daxplane.control.HistoryEntry;
import daxplane.control.Life;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.StoredEvent;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.StoredJson;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.Typed;
import daxplane.shell.screen.View;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What happened, a line each. For people one operation says once who did it and why, and what it did to one memory block after
 * the other is one line.
 */
public final class HistoryView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssXXX", Locale.ROOT);

    private HistoryView() {
    }

    /**
     * What happened to an object that is there.
     *
     * @param records of entries that tell no fact, by revision; what is not among them has no payload in JSON
     */
    public static View of(String object, List<HistoryEntry> entries, Map<Long, StoredEvent> records) {
        return new Typed(of(entries, "nothing is recorded of " + object + ": it is as it was when the journal began"),
                entries.stream().map(entry -> json(entry, records)).toList());
    }

    /**
     * What happened to whatever was called so; when it was several objects, one after the other with the names that each had.
     *
     * @param oneline a line for each operation
     * @param records as of {@link #of(String, List, Map)}
     */
    public static View of(String object, List<Life> lives, boolean oneline, String whenEmpty, Map<Long, StoredEvent> records) {
        var told = lives.stream().filter(life -> !life.history().isEmpty()).toList();
        if (lives.size() < 2) {
            return new Lives(told, List.of(table(told.stream().flatMap(life -> life.history().stream()).toList(), oneline, whenEmpty)), records);
        }
        var several = new Properties(object + " was the name of " + lives.size() + " objects");
        var parts = new ArrayList<View>(List.of(several));
        lives.forEach(life -> parts.add(new Heading(heading(life), table(life.history(), oneline, "nothing of that is recorded of it"))));
        return new Lives(told, parts, records);
    }

    private static View table(List<HistoryEntry> entries, boolean oneline, String whenEmpty) {
        return oneline ? operations(entries, whenEmpty) : of(entries, whenEmpty);
    }

    private static String heading(Life life) {
        var spans = life.names().stream().filter(named -> named.name().equals(life.object())).map(named -> "from revision " + named.from()
                + named.to().stream().mapToObj(to -> " to " + (to - 1)).findFirst().orElse(" on")).toList();
        return life.object() + " " + String.join(", ", spans) + (life.there() ? "" : ", gone") + ": " + String.join(", then ", life.identities());
    }

    /** A line for each operation, with how it ended; what nobody here did is a line as it is. */
    private static Table operations(List<HistoryEntry> entries, String whenEmpty) {
        var table = new Table(List.of(Column.number("revision", "REV"), Column.text("time"), Column.wrapped("by"), Column.wrapped("what"),
                Column.text("actor", "WHO"), Column.wrapped("reason"))).whenEmpty(whenEmpty);
        var groups = new LinkedHashMap<String, List<HistoryEntry>>();
        entries.forEach(entry -> groups.computeIfAbsent(entry.command().isEmpty() || entry.cause().is("") ? "revision " + entry.revision() : entry.cause().text(), _ -> new ArrayList<>()).add(entry));
        groups.values().forEach(group -> {
            var first = group.getFirst();
            var last = group.getLast();
            var revisions = first.revision() == last.revision() ? String.valueOf(first.revision()) : first.revision() + "-" + last.revision();
            table.row(Cell.of(first.revision(), revisions), time(first.time()), by(first), first.command().isEmpty() && group.size() > 1
                    ? String.join(", ", group.stream().map(HistoryEntry::what).toList()) : last.what(), first.actor(), first.reason());
        });
        return table;
    }

    /** Below a line that says what it is about. */
    private record Heading(String title, View below) implements View {

        @Override
        public Object json() {
            return below.json();
        }

        @Override
        public void printText(Screen screen, PrintStream out) {
            out.println();
            new Properties(title).printText(screen, out);
            below.printText(screen, out);
        }
    }

    /** For programs one list, each entry with its object; for people the parts. */
    private record Lives(List<Life> lives, List<View> parts, Map<Long, StoredEvent> records) implements View {

        @Override
        public Object json() {
            return lives.stream().flatMap(life -> life.history().stream().map(entry -> Map.entry(entry, life.identities().getLast())))
                    .sorted(Comparator.comparingLong(told -> told.getKey().revision())).map(told -> {
                        var object = HistoryView.json(told.getKey(), records);
                        object.put("object", told.getValue());
                        return object;
                    }).toList();
        }

        @Override
        public void printText(Screen screen, PrintStream out) {
            parts.forEach(part -> part.printText(screen, out));
        }

        @Override
        public void printNames(PrintStream out) {
            parts.forEach(part -> part.printNames(out));
        }
    }

    /** The sentence, and what the record of it holds: of facts those alone that the entry is about. */
    private static Map<String, Object> json(HistoryEntry entry, Map<Long, StoredEvent> records) {
        var object = new LinkedHashMap<String, Object>();
        object.put("revision", entry.revision());
        object.put("time", entry.time().toString());
        object.put("what", entry.what());
        object.put("by", by(entry).json());
        object.put("operation", entry.cause() instanceof Cause.Operation(var id) ? id : "");
        object.put("command", entry.command());
        object.put("actor", entry.actor());
        object.put("reason", entry.reason());
        if (!entry.facts().isEmpty()) {
            object.put("type", Event.FactsObserved.class.getSimpleName());
            object.put("data", StoredJson.own(StoredEvent.data(entry.cause(), entry.facts())));
        } else if (records.containsKey(entry.revision())) {
            object.put("type", records.get(entry.revision()).type());
            Records.putData(object, records.get(entry.revision()));
        }
        return object;
    }

    static View of(List<HistoryEntry> entries) {
        return of(entries, "nothing is recorded");
    }

    private static View of(List<HistoryEntry> entries, String whenEmpty) {
        var whole = table().whenEmpty(whenEmpty);
        entries.forEach(entry -> whole.row(entry.revision(), time(entry.time()), entry.what(), by(entry), entry.actor(), entry.reason()));
        var folded = table().whenEmpty(whenEmpty);
        var before = Optional.<HistoryEntry>empty();
        for (var line : lines(entries)) {
            var entry = line.entry();
            boolean same = !entry.command().isEmpty() && before.filter(last -> together(last, entry)).isPresent();
            folded.row(line.revisions(), time(entry.time()), line.what(), same ? Cell.NONE : by(entry), same ? "" : entry.actor(), same ? "" : entry.reason());
            before = Optional.of(entry);
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
            var both = before == null || !together(before.entry(), entry) ? List.of(what)
                    : BlockRuns.folded(List.of(before.what(), what));
            if (before != null && both.size() == 1 && together(before.entry(), entry)) {
                lines.removeLast();
                lines.add(new Line(before.entry(), both.getFirst().toString(), entry.revision()));
            } else {
                lines.add(new Line(entry, what, entry.revision()));
            }
        }
        return lines;
    }

    /** Of one operation; or of nobody here, one after the other. What was refused has no operation, and each refusal stands for itself. */
    private static boolean together(HistoryEntry one, HistoryEntry other) {
        return one.cause().equals(other.cause()) && !one.cause().is("");
    }

    private static Cell by(HistoryEntry entry) {
        return Cell.of(entry.command().isEmpty() ? entry.cause().text() : entry.command() + (entry.cause().text().isEmpty() ? "" : " (" + entry.cause().text() + ")"));
    }

    /** In the zone that the computer is in, which it names; only a year of five digits or more has another form. */
    public static String local(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    static Cell time(Instant time) {
        return Cell.of(time.toString(), local(time));
    }
}
