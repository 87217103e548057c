package daxplane.shell.report;

import daxplane.shell.report.Timeline.Column;
import daxplane.shell.screen.Count;
import daxplane.shell.view.Lanes;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** How much of what came when, and who had which device meanwhile; drawn, and as tables for who does not see it. */
final class TimelineSection {

    /** Lanes that a page shows; a machine with more devices is looked at a device at a time. */
    private static final int MOST_LANES = 64;
    /** Pieces that a lane is drawn of at most. */
    private static final int CELLS = 240;
    private static final int HEIGHT = 60;

    /** A lane is the same from one revision to another. */
    private record Run(Lanes.Use use, long from, long to) {
    }

    private TimelineSection() {
    }

    static void write(Report report, PrintStream out) {
        out.println("<section id=\"timeline\" aria-labelledby=\"h-timeline\"><h2 id=\"h-timeline\">Timeline</h2>\n<p>From left to right as the records follow each other; revision "
                + report.from() + " to " + report.to() + ".</p>");
        var columns = report.timeline().columns();
        bars(columns, out);
        table(columns, out);
        lanes(report, out);
        out.println("</section>");
    }

    private static void bars(List<Column> columns, PrintStream out) {
        long most = Math.max(1, columns.stream().mapToLong(Column::records).max().orElse(1));
        out.println("<svg class=\"bars\" viewBox=\"0 0 " + columns.size() * 10 + " " + HEIGHT + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Records in each part of the span; the table below has the numbers\">");
        for (int at = 0; at < columns.size(); at++) {
            var column = columns.get(at);
            rect(out, at, "", column.records(), most, column);
            rect(out, at, "external", column.external(), most, column);
            rect(out, at, "refused", column.refusals() + column.failed(), most, column);
        }
        out.println("</svg>\n<p class=\"legend\"><i></i> records <i class=\"external\"></i> changes by others <i class=\"refused\"></i> refused or failed</p>");
    }

    private static void rect(PrintStream out, int at, String kind, long count, long most, Column column) {
        if (count > 0) {
            double height = Math.max(2, (double) count * HEIGHT / most);
            out.println(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"9\" height=\"%.1f\"><title>revisions %d to %d: %s</title></rect>", kind, at * 10,
                    HEIGHT - height, height, column.from(), column.to(), Count.of(count, kind.isEmpty() ? "record" : kind + " record")));
        }
    }

    private static void table(List<Column> columns, PrintStream out) {
        out.println("<details><summary>The same as a table</summary><table><thead><tr><th scope=\"col\">Revisions</th><th scope=\"col\">From</th><th scope=\"col\">Records</th><th scope=\"col\">Operations begun</th>"
                + "<th scope=\"col\">Failed</th><th scope=\"col\">Refused</th><th scope=\"col\">By others</th><th scope=\"col\">Boots</th></tr></thead><tbody>");
        columns.forEach(column -> out.println("<tr><th scope=\"row\">" + column.from() + " to " + column.to() + "</th><td>" + column.first().map(Html::time).orElse("") + "</td>" + Html.number(column.records())
                + Html.number(column.operations()) + Html.number(column.failed()) + Html.number(column.refusals()) + Html.number(column.external()) + Html.number(column.boots()) + "</tr>"));
        out.println("</tbody></table></details>");
    }

    private static void lanes(Report report, PrintStream out) {
        var tracks = report.lanes();
        var used = new TreeSet<Lanes.Use>();
        out.println("<h3>Who had what</h3>");
        if (tracks.isEmpty()) {
            out.println("<p>Nothing is recorded of any device.</p>");
            return;
        }
        if (tracks.size() > MOST_LANES) {
            out.println("<p>The first " + MOST_LANES + " of " + tracks.size() + " devices; <code>history --picture DEVICE</code> draws each.</p>");
        }
        out.println("<table class=\"lanes\"><caption>A lane for each device</caption><thead><tr><th scope=\"col\">Device</th><th scope=\"col\">Used as</th></tr></thead><tbody>");
        tracks.stream().limit(MOST_LANES).forEach(track -> {
            var runs = runs(track, report.from(), report.to());
            var bar = new StringBuilder();
            runs.forEach(run -> {
                used.add(run.use());
                bar.append(String.format(Locale.ROOT, "<i class=\"%s\" style=\"width:%.3f%%\" title=\"revisions %d to %d: %s\"></i>", word(run.use()),
                        100.0 * (run.to() - run.from() + 1) / (report.to() - report.from() + 1), run.from(), run.to(), run.use().said()));
            });
            var told = runs.stream().filter(run -> run.use() != Lanes.Use.ABSENT || runs.size() == 1).limit(20).map(run -> "from " + run.from() + ": " + run.use().said()).toList();
            out.println("<tr><th scope=\"row\">" + Html.text(track.name()) + "</th><td><div class=\"lane\" role=\"img\" aria-label=\"" + Html.text(String.join("; ", told)) + "\">" + bar + "</div></td></tr>");
        });
        out.println("</tbody></table><p class=\"legend\">");
        used.forEach(use -> out.println("<i class=\"" + word(use) + "\"></i> " + use.said()));
        out.println("</p>");
    }

    private static List<Run> runs(Lanes.Track track, long from, long to) {
        long count = to - from + 1;
        long cells = Math.min(CELLS, count);
        var runs = new ArrayList<Run>();
        for (long cell = 1; cell <= cells; cell++) {
            long end = from - 1 + Math.ceilDiv(count * cell, cells);
            var until = track.uses().headMap(end + 1);
            var use = until.isEmpty() ? Lanes.Use.ABSENT : until.lastEntry().getValue();
            if (!runs.isEmpty() && runs.getLast().use() == use) {
                runs.add(new Run(use, runs.removeLast().from(), end));
            } else {
                runs.add(new Run(use, runs.isEmpty() ? from : runs.getLast().to() + 1, end));
            }
        }
        return runs;
    }

    private static String word(Lanes.Use use) {
        return "lane-" + use.name().toLowerCase(Locale.ROOT);
    }
}
