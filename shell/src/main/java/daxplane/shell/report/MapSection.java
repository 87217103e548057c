package daxplane.shell.report;

import daxplane.inventory.AddressSpace.Span;
import daxplane.shell.report.MapHistory.Moment;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Json;
import daxplane.shell.screen.Visible;
import daxplane.shell.view.AddressMap.Area;
import daxplane.shell.view.HistoryView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The address map before and after. Both stand in the page as tables; scripts let two sliders choose other moments, whose maps lie in the page as
 * data: pieces that several moments have in common once.
 */
final class MapSection {

    /** A piece of a bar: text of what it is, and which part of its area it takes, in percent. */
    private record Piece(String area, String address, String size, String use, String what, double share) {

        List<Object> fields() {
            return List.of(area, address, size, use, what, share);
        }
    }

    private MapSection() {
    }

    static void write(MapHistory history, PrintStream out) {
        out.println("<section id=\"map\" aria-labelledby=\"h-map\"><h2 id=\"h-map\">Address map</h2>");
        var moments = history.moments();
        if (moments.isEmpty()) {
            out.println("<p>These records tell of no look at the machine.</p></section>");
            return;
        }
        out.println("<p>" + Count.of(history.changes(), "look") + " at the machine; " + Count.of(moments.size(), "different map") + " of them in this page. <code>at REVISION map</code> draws any other.</p>");
        slider("before", "Before", moments.size(), 0, out);
        slider("after", "After", moments.size(), moments.size() - 1, out);
        figure("before", "Before", moments.getFirst(), out);
        figure("after", "After", moments.getLast(), out);
        out.println("<h3 class=\"controls\">What is different</h3><div id=\"different\" class=\"controls\" role=\"status\"></div>");
        data(moments, out);
        out.println("</section>");
    }

    private static void slider(String id, String title, int count, int at, PrintStream out) {
        out.println("<p class=\"controls\"><label for=\"" + id + "-at\">" + title + "</label> <input type=\"range\" id=\"" + id + "-at\" min=\"0\" max=\"" + (count - 1) + "\" value=\"" + at
                + "\" data-map=\"" + id + "\"> <output for=\"" + id + "-at\" id=\"" + id + "-said\"></output></p>");
    }

    private static void figure(String id, String title, Moment moment, PrintStream out) {
        out.println("<div class=\"map\"><h3>" + title + ": <span id=\"" + id + "-title\">" + Html.text(said(moment)) + "</span></h3><div id=\"" + id + "\">");
        for (Area area : moment.map().areas()) {
            var pieces = area.spans().stream().map(span -> piece(moment, area, span)).toList();
            out.println("<h4>" + Html.text(title(area)) + "</h4><div class=\"bar\" aria-hidden=\"true\">");
            pieces.forEach(piece -> out.print(String.format(Locale.ROOT, "<i class=\"%s\" style=\"width:%.3f%%\" title=\"%s\"></i>", piece.use(), piece.share(), Html.text(piece.size() + " " + piece.what()))));
            out.println("</div><table><thead><tr><th scope=\"col\">From</th><th scope=\"col\">Size</th><th scope=\"col\">Use</th><th scope=\"col\">Whose</th></tr></thead><tbody>");
            pieces.forEach(piece -> out.println("<tr><td class=\"n\">" + piece.address() + "</td><td class=\"n\">" + Html.text(piece.size()) + "</td><td class=\"use " + piece.use() + "\">" + piece.use() + "</td>"
                    + Html.cell(piece.what()) + "</tr>"));
            out.println("</tbody></table>");
        }
        out.println("</div></div>");
    }

    private static String said(Moment moment) {
        return "revision " + moment.revision() + ", " + HistoryView.local(moment.time());
    }

    private static String title(Area area) {
        return area.title() + "  " + area.range() + "  " + area.range().size() + (area.detail().isEmpty() ? "" : "  " + area.detail());
    }

    private static Piece piece(Moment moment, Area area, Span span) {
        double share = 100 * unsigned(span.range().bytes()) / unsigned(area.range().bytes());
        return new Piece(Visible.line(Html.cut(title(area))), "0x%x".formatted(span.range().start()), span.range().size().toString(), span.use().name().toLowerCase(Locale.ROOT),
                Visible.line(Html.cut(span.object().isEmpty() || moment.map().said(span).contains(span.object()) ? moment.map().said(span) : span.object() + ": " + moment.map().said(span))),
                Math.round(share * 1000) / 1000.0);
    }

    private static double unsigned(long bytes) {
        return (bytes >>> 1) * 2.0 + (bytes & 1);
    }

    /** In a script element nothing but its end tag is markup: there is no {@code <} in it. */
    private static void data(List<Moment> moments, PrintStream out) {
        Map<Piece, Integer> numbers = new LinkedHashMap<>();
        var maps = new ArrayList<List<Object>>();
        for (Moment moment : moments) {
            var pieces = new ArrayList<Integer>();
            moment.map().areas().forEach(area -> area.spans().forEach(span -> pieces.add(numbers.computeIfAbsent(piece(moment, area, span), _ -> numbers.size()))));
            maps.add(List.of(Visible.line(said(moment)), pieces));
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("pieces", numbers.keySet().stream().map(Piece::fields).toList());
        data.put("maps", maps);
        out.println("<script type=\"application/json\" id=\"maps\">" + Json.line(data).replace("<", "\\u003c") + "</script>");
    }
}
