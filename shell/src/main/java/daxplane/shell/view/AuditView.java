package daxplane.shell.view;

import daxplane.events.audit.Check;
import daxplane.events.audit.Check.Item;
import daxplane.events.audit.Check.Verdict;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.View;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An audit: a line for each question, and below what each answer rests on.
 *
 * @param from    first revision of the span
 * @param to      the last one
 * @param records how many of them were read
 */
public record AuditView(long from, long to, long records, List<Check> checks) implements View {

    /** Of each answer people read the latest ones; {@code -v} shows all that there are. */
    private static final int ITEMS_TOLD = 20;

    public AuditView {
        checks = List.copyOf(checks);
    }

    /** The gravest of all. */
    public Verdict verdict() {
        return checks.stream().map(Check::verdict).max(Comparator.naturalOrder()).orElse(Verdict.NOT_ASKED);
    }

    @Override
    public Object json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("from", from);
        object.put("to", to);
        object.put("records", records);
        object.put("verdict", word(verdict()));
        object.put("checks", checks.stream().map(AuditView::json).toList());
        return object;
    }

    private static Map<String, Object> json(Check check) {
        var object = new LinkedHashMap<String, Object>();
        object.put("check", check.name());
        object.put("verdict", word(check.verdict()));
        object.put("what", check.what());
        object.put("items", check.items().stream().map(AuditView::json).toList());
        return object;
    }

    private static Map<String, Object> json(Item item) {
        var object = new LinkedHashMap<String, Object>();
        if (item.revision() > 0) {
            object.put("revision", item.revision());
        }
        item.time().ifPresent(time -> object.put("time", time.toString()));
        object.put("operation", item.operation());
        object.put("actor", item.actor());
        object.put("reason", item.reason());
        object.put("what", item.what());
        return object;
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        new Properties("audit of " + (records == 0 ? "no records" : "revisions " + from + " to " + to)).printText(screen, out);
        var answers = new Table(List.of(Column.text("check"), Column.text("verdict"), Column.wrapped("answer")));
        checks.forEach(check -> answers.row(Cell.of(check.name()).in(Style.STRONG), Cell.of(word(check.verdict())).in(ink(check.verdict())), check.what()));
        answers.printText(screen, out);
        checks.stream().filter(check -> !check.items().isEmpty()).forEach(check -> items(check, screen, out));
    }

    private static void items(Check check, Screen screen, PrintStream out) {
        int left = screen.detail() == Detail.FULL ? 0 : Math.max(0, check.items().size() - ITEMS_TOLD);
        out.println();
        new Properties(check.name() + ": " + check.what() + (left == 0 ? "" : "; the last " + ITEMS_TOLD + ", -v shows " + Count.of(left, "more line"))).printText(screen, out);
        var table = new Table(List.of(Column.number("revision", "REV"), Column.text("time"), Column.text("operation"), Column.text("actor", "WHO"),
                Column.wrapped("what"), Column.wrapped("reason")));
        check.items().subList(left, check.items().size()).forEach(item -> table.row(item.revision() == 0 ? Cell.NONE : Cell.of(item.revision()),
                item.time().map((Instant time) -> HistoryView.time(time)).orElse(Cell.NONE), item.operation(), item.actor(), item.what(), item.reason()));
        table.printText(screen, out);
    }

    /** The names of the questions that are not answered well. */
    @Override
    public void printNames(PrintStream out) {
        checks.stream().filter(check -> check.verdict() == Verdict.OPEN || check.verdict() == Verdict.FAULTY).forEach(check -> out.println(check.name()));
    }

    private static Style ink(Verdict verdict) {
        return switch (verdict) {
            case SOUND -> Style.GOOD;
            case NOT_ASKED -> Style.FAINT;
            case OPEN -> Style.WARNING;
            case FAULTY -> Style.BAD;
        };
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
