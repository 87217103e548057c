package daxplane.shell.report;

import daxplane.events.audit.Check;
import daxplane.events.audit.Check.Item;
import daxplane.shell.screen.Count;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page.
 *
 * @param host     whose journal it is
 * @param made     when the page is made
 * @param checks   the result of verification, and what an audit answers from the records
 * @param unread   why not all records of the span could be read
 */
public record ReportPage(String host, Instant made, Report report, List<Check> checks, Optional<String> unread) {

    private static final int MOST_ITEMS = 100;

    public ReportPage {
        checks = List.copyOf(checks);
    }

    /** Writes it in UTF-8. */
    public void write(PrintStream out) {
        String style = resource("report.css");
        String script = resource("report.js");
        var title = "Journal of " + host + ", revisions " + report.from() + " to " + report.to();
        out.println("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        out.println("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + sha256(script)
                + "'; base-uri 'none'; form-action 'none'\">");
        out.println("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + Html.text(title) + "</title>");
        out.println("<style>" + style + "</style>\n</head>\n<body>");
        out.println("<a class=\"skip\" href=\"#operations\">Skip to the operations</a>");
        out.println("<header><h1>" + Html.text(title) + "</h1>");
        out.println("<p>" + Count.of(report.records(), "record") + report.first().map(first -> " from " + Html.time(first)).orElse("")
                + report.last().map(last -> " to " + Html.time(last)).orElse("") + ". Made " + Html.time(made) + " by <code>journal report</code>.</p>");
        unread.ifPresent(why -> out.println("<p class=\"bad\" role=\"alert\">Not all records could be read: " + Html.text(why) + "</p>"));
        out.println("<nav aria-label=\"Sections\"><a href=\"#verification\">Verification</a> <a href=\"#timeline\">Timeline</a> <a href=\"#map\">Address map</a> "
                + "<a href=\"#operations\">Operations</a> <a href=\"#refusals\">Refusals</a></nav></header>\n<main>");
        verification(out);
        TimelineSection.write(report, out);
        MapSection.write(report.maps(), out);
        OperationsSection.write(report.stories(), report.from(), out);
        refusals(out);
        out.println("</main>\n<script>" + script + "</script>\n</body>\n</html>");
    }

    private void verification(PrintStream out) {
        out.println("<section id=\"verification\" aria-labelledby=\"h-verification\"><h2 id=\"h-verification\">Verification</h2>");
        out.println("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Checks\"><table><caption>Whether the records are those that were written, and what an audit answers from them</caption>"
                + "<thead><tr><th scope=\"col\">Check</th><th scope=\"col\">Verdict</th><th scope=\"col\">Answer</th></tr></thead><tbody>");
        checks.forEach(check -> out.println("<tr class=\"" + word(check) + "\"><th scope=\"row\">" + Html.text(check.name()) + "</th>" + Html.cell(word(check)) + Html.cell(check.what()) + "</tr>"));
        out.println("</tbody></table></div>");
        checks.stream().filter(check -> !check.items().isEmpty()).forEach(check -> items(check, out));
        out.println("</section>");
    }

    private static void items(Check check, PrintStream out) {
        int left = Math.max(0, check.items().size() - MOST_ITEMS);
        out.println("<details><summary>" + Html.text(check.name() + ": " + check.what()) + "</summary>");
        if (left > 0) {
            out.println("<p>The last " + MOST_ITEMS + "; " + left + " before them are told by <code>audit -v</code>.</p>");
        }
        out.println("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + Html.text(check.name()) + "\"><table><thead><tr><th scope=\"col\">Rev</th><th scope=\"col\">Time</th>"
                + "<th scope=\"col\">Operation</th><th scope=\"col\">Who</th><th scope=\"col\">What</th><th scope=\"col\">Why</th></tr></thead><tbody>");
        for (Item item : check.items().subList(left, check.items().size())) {
            out.println("<tr>" + (item.revision() == 0 ? "<td></td>" : Html.number(item.revision())) + "<td>" + item.time().map(Html::time).orElse("") + "</td>" + Html.cell(item.operation())
                    + Html.cell(item.actor()) + Html.cell(item.what()) + Html.cell(item.reason()) + "</tr>");
        }
        out.println("</tbody></table></div></details>");
    }

    private void refusals(PrintStream out) {
        out.println("<section id=\"refusals\" aria-labelledby=\"h-refusals\"><h2 id=\"h-refusals\">Refusals</h2>");
        var shown = new ArrayList<>(report.refusals());
        if (shown.isEmpty()) {
            out.println("<p>Nothing was refused.</p></section>");
            return;
        }
        if (report.refused() > shown.size()) {
            out.println("<p>The last " + shown.size() + " of " + report.refused() + "; <code>--until " + (shown.getFirst().revision() - 1) + "</code> makes a page of those before them.</p>");
        }
        out.println("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Refusals\"><table><caption>Commands that were not begun</caption><thead><tr><th scope=\"col\">Rev</th><th scope=\"col\">Time</th>"
                + "<th scope=\"col\">Who</th><th scope=\"col\">Command</th><th scope=\"col\">Rule</th><th scope=\"col\">Errno</th><th scope=\"col\">What to do</th></tr></thead><tbody>");
        shown.forEach(row -> out.println("<tr>" + Html.number(row.revision()) + "<td>" + Html.time(row.time()) + "</td>" + Html.cell(row.refused().actor()) + Html.cell(row.refused().command())
                + Html.cell(row.refused().rule()) + Html.cell(row.refused().errno()) + Html.cell(row.refused().remedy()) + "</tr>"));
        out.println("</tbody></table></div></section>");
    }

    private static String word(Check check) {
        return check.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ofOurOwnBundle) {
            throw new UncheckedIOException(ofOurOwnBundle);
        }
    }

    private static String sha256(String script) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
